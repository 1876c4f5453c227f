"use strict";

// The token stays in this page's memory: nothing is kept when it is closed.
window.addEventListener("load", () => {
  window.ui = SwaggerUIBundle({
    url: "/openapi.yaml",
    dom_id: "#api",
    deepLinking: true,
    docExpansion: "list",
    tagsSorter: "alpha",
    defaultModelsExpandDepth: 0,
    persistAuthorization: false,
    validatorUrl: null,
    tryItOutEnabled: true,
  });
});
