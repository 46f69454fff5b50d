package org.copydesk.ingest.feed;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Tells well-formed XML with namespaces from what only looks like it. Nothing is ever loaded. */
final class WellFormed {

  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  private WellFormed() {}

  static boolean isXml(String text) {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(NO_DOCTYPE, true);
      // The default handler prints nothing and throws at the first fatal error.
      factory.newSAXParser().parse(new InputSource(new StringReader(text)), new DefaultHandler());
      return true;
    } catch (SAXException | IOException notWellFormed) {
      return false;
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException("the JDK's own XML parser lacks a feature", impossible);
    }
  }
}
