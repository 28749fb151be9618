package io.tieout.vendor.http;

import io.tieout.value.fault.Fault;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;

/// What a broken connection means: did the request leave or not?
final class NetworkFaults {
  private NetworkFaults() {}

  static Fault of(String vendor, Call call, Throwable cause) {
    String host = call.uri().getHost();
    if (caused(cause, CertificateException.class)) {
      return new Fault.Broken(
          "%s's certificate at %s is not trusted; check the address and this machine's trust store"
              .formatted(vendor, host));
    }
    boolean neverLeft =
        caused(cause, ConnectException.class)
            || caused(cause, HttpConnectTimeoutException.class)
            || caused(cause, UnknownHostException.class)
            || caused(cause, SSLHandshakeException.class);
    return neverLeft
        ? new Fault.Transient(
            "no connection to %s at %s (%s)"
                .formatted(vendor, host, cause.getClass().getSimpleName()))
        : unanswered(vendor, call, "connection broke");
  }

  /// The fault of a request that left, or may have, and has no answer.
  static Fault unanswered(String vendor, Call call, String why) {
    return call.isWrite()
        ? new Fault.Ambiguous(
            "%s sent to %s: %s; whether it was carried out is not known"
                .formatted(call, vendor, why))
        : new Fault.Transient("%s sent to %s: %s".formatted(call, vendor, why));
  }

  private static boolean caused(Throwable thrown, Class<? extends Throwable> by) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (by.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
