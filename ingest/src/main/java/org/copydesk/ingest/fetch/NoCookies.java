package org.copydesk.ingest.fetch;

import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;

/** Keeps no cookie and sends none. Thousands of Set-Cookie headers cost nothing with it. */
final class NoCookies implements CookieStore {

  @Override
  public void add(URI uri, HttpCookie cookie) {
    // Dropped on purpose: a crawler with a memory is a visitor with a profile.
  }

  @Override
  public List<HttpCookie> get(URI uri) {
    return List.of();
  }

  @Override
  public List<HttpCookie> getCookies() {
    return List.of();
  }

  @Override
  public List<URI> getURIs() {
    return List.of();
  }

  @Override
  public boolean remove(URI uri, HttpCookie cookie) {
    return false;
  }

  @Override
  public boolean removeAll() {
    return false;
  }
}
