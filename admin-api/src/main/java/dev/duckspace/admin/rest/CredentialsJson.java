package dev.duckspace.admin.rest;

import io.micronaut.serde.annotation.Serdeable;

/** The answer to a reset of credentials: with the password, as that to a create. */
@Serdeable
record CredentialsJson(ConnectionJson connection) {}
