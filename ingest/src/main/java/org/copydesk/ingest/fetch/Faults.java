package org.copydesk.ingest.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** Sorts the exceptions of jsoup and the JDK's HTTP client into our faults. */
final class Faults {

  private static final int MAX_DETAIL = 200;
  private static final int MAX_CAUSES = 16;

  private Faults() {}

  static FetchResult.Broken broken(IOException failure) {
    return new FetchResult.Broken(faultOf(failure), detail(failure));
  }

  private static FetchResult.Fault faultOf(IOException failure) {
    return switch (failure) {
      case HttpTimeoutException timeout -> FetchResult.Fault.DEADLINE;
      case SocketTimeoutException timeout -> FetchResult.Fault.DEADLINE;
      case InterruptedIOException interrupted -> FetchResult.Fault.DEADLINE;
      case UnknownHostException unknown -> FetchResult.Fault.DNS;
      case ConnectException refused ->
          isUnresolved(refused) ? FetchResult.Fault.DNS : FetchResult.Fault.CONNECT;
      case SSLException tls -> faultOfTls(tls);
      case ZipException garbled -> FetchResult.Fault.ENCODING;
      case EOFException ended -> faultOfEnd(ended);
      case ProtocolException protocol -> FetchResult.Fault.PROTOCOL;
      default -> faultOfMessage(failure);
    };
  }

  private static boolean isUnresolved(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  /** By the causes: the JDK wraps them, and has no type of its own for a wrong name. */
  private static FetchResult.Fault faultOfTls(SSLException tls) {
    boolean isCertificate = false;
    Throwable cause = tls;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++, cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return FetchResult.Fault.TLS_EXPIRED;
      }
      if (cause instanceof CertPathBuilderException) {
        return FetchResult.Fault.TLS_UNTRUSTED;
      }
      isCertificate |= cause.getClass() == CertificateException.class;
    }
    return isCertificate ? FetchResult.Fault.TLS_NAME : FetchResult.Fault.TLS;
  }

  /** The inflater's "Unexpected end of ZLIB input stream", or the connection's end. */
  private static FetchResult.Fault faultOfEnd(EOFException ended) {
    String message = String.valueOf(ended.getMessage()).toLowerCase(Locale.ROOT);
    boolean isInflater = message.contains("zlib") || message.equals("null");
    return isInflater ? FetchResult.Fault.ENCODING : FetchResult.Fault.CLOSED;
  }

  /** The HTTP client has no types of its own for these. */
  private static FetchResult.Fault faultOfMessage(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    boolean isProtocol =
        message.contains("status line")
            || message.contains("header")
            || message.contains("chunk")
            || message.contains("protocol")
            || message.contains("invalid");
    boolean isEnd = message.contains("received no bytes") || message.contains("eof");
    return isProtocol && !isEnd ? FetchResult.Fault.PROTOCOL : FetchResult.Fault.CLOSED;
  }

  private static String detail(IOException failure) {
    String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    return text.length() > MAX_DETAIL ? text.substring(0, MAX_DETAIL) : text;
  }
}
