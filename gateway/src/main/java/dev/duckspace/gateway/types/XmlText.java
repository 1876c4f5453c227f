package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;
import dev.duckspace.gateway.protocol.SqlState;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** xml content is kept as it was written, once it proves well-formed. */
final class XmlText {
    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml\\s[^>]*\\?>");
    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE", Pattern.CASE_INSENSITIVE);

    private XmlText() {}

    /**
     * @throws PgException 2200N for what is not well-formed; 0A000 for a document type, which could
     *     make the server read files
     */
    static String content(String text) {
        String body = DECLARATION.matcher(text).replaceFirst("");
        if (DOCTYPE.matcher(body).find()) {
            throw PgException.notSupported(
                    "xml with a document type is not supported", "Leave the <!DOCTYPE> out.");
        }
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newSAXParser()
                    .parse(
                            new InputSource(new StringReader("<c>" + body + "</c>")),
                            new DefaultHandler() {
                                @Override
                                public void fatalError(org.xml.sax.SAXParseException e)
                                        throws SAXException {
                                    throw e;
                                }
                            });
        } catch (SAXException e) {
            throw new PgException(SqlState.INVALID_XML_CONTENT, "invalid XML content");
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("the XML parser does not start", e);
        }
        return DECLARATION.matcher(text).find() && !text.contains("standalone") ? body : text;
    }
}
