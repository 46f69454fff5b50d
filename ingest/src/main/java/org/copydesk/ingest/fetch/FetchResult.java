package org.copydesk.ingest.fetch;

import java.net.URI;
import org.copydesk.ingest.guard.Refusal;

/** How one request ended. */
public sealed interface FetchResult {

  /**
   * An answer of status 2xx with its body.
   *
   * @param body with the content encoding removed; shared, not copied
   * @param truncated whether the body was longer than the request's bound
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; bodies are megabytes
  record Body(ResponseHead head, byte[] body, boolean truncated) implements FetchResult {}

  /** Status 304: what was fetched before still stands. */
  record NotModified(ResponseHead head) implements FetchResult {}

  /** A redirect to follow; the target is absolute and not checked yet. */
  record Redirect(ResponseHead head, URI target) implements FetchResult {}

  /** Any other status. */
  record Status(ResponseHead head) implements FetchResult {}

  /** Not requested: the guard refuses the URL or the address behind its name. */
  record Refused(Refusal refusal) implements FetchResult {}

  /** No whole, decodable answer came. */
  record Broken(Fault fault, String detail) implements FetchResult {}

  /** What broke. */
  enum Fault {
    DNS("dns"),
    CONNECT("connect"),
    /** A secure connection that did not come about for another reason than the certificate. */
    TLS("tls"),
    /** A certificate that nobody we trust has signed. */
    TLS_UNTRUSTED("tls-untrusted"),
    /** A certificate whose time is over, or has not come. */
    TLS_EXPIRED("tls-expired"),
    /** A certificate for other names. */
    TLS_NAME("tls-name"),
    /** The wall-clock deadline over the whole exchange. */
    DEADLINE("deadline"),
    /** The connection ended before the answer did. */
    CLOSED("closed"),
    /** Not HTTP, or headers past all bounds. */
    PROTOCOL("protocol"),
    /** A content encoding that was not asked for, or that does not decode. */
    ENCODING("encoding"),
    /** A redirect without a usable target. */
    REDIRECT("bad-redirect");

    private final String code;

    Fault(String code) {
      this.code = code;
    }

    /** The code used in outcomes, metrics and logs. */
    public String code() {
      return code;
    }

    /** Whether the host as a whole is in trouble, rather than this one URL. */
    public boolean isHostTrouble() {
      return switch (this) {
        case DNS, CONNECT, TLS, TLS_UNTRUSTED, TLS_EXPIRED, TLS_NAME, DEADLINE, CLOSED -> true;
        case PROTOCOL, ENCODING, REDIRECT -> false;
      };
    }
  }
}
