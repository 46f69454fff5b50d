package org.copydesk.app.newsroom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Fetches from the newsroom as a reader would, without following redirects. */
final class Web {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Web() {}

  static HttpResponse<byte[]> get(URI url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  static String text(Site site, URI url) throws Exception {
    Charset charset =
        switch (site.id()) {
          case "mirador" -> Charset.forName("windows-1252");
          case "minato" -> Charset.forName("Shift_JIS");
          default -> Charset.forName("UTF-8");
        };
    return new String(get(url).body(), charset);
  }

  /** Parsed by the platform's strict XML parser. */
  static Document feed(Site site) throws Exception {
    return parse(get(site.feed()).body());
  }

  private static Document parse(byte[] xml)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
  }

  /** The links of a feed's entries, in order. */
  static List<URI> links(Document feed) {
    List<URI> links = new ArrayList<>();
    boolean atom = feed.getDocumentElement().getTagName().equals("feed");
    NodeList entries = feed.getElementsByTagName(atom ? "entry" : "item");
    for (int i = 0; i < entries.getLength(); i++) {
      Element link = (Element) ((Element) entries.item(i)).getElementsByTagName("link").item(0);
      links.add(URI.create(atom ? link.getAttribute("href") : link.getTextContent()));
    }
    return links;
  }
}
