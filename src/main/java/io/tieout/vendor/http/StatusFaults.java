package io.tieout.vendor.http;

import io.tieout.value.fault.Fault;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Reads faults from the status alone, as RFC 9110 means it. A vendor's own reader falls back on
/// this one.
public final class StatusFaults implements FaultReader {
  private static final Duration UNNAMED_WAIT = Duration.ofSeconds(10);
  private static final int SHOWN = 300;

  private final String vendor;
  private final InstantSource clock;

  public StatusFaults(String vendor, InstantSource clock) {
    this.vendor = vendor;
    this.clock = clock;
  }

  @Override
  public Optional<Fault> fault(Call call, Answer answer) {
    int status = answer.status();
    if (status < 300 || status == 304) {
      return Optional.empty();
    }
    String what = "%s answered %d to %s".formatted(vendor, status, call);
    return Optional.of(
        switch (status) {
          case 401 ->
              new Fault.Broken(what + said(answer) + ". Check the connection's credentials.");
          case 403 -> new Fault.Broken(what + said(answer) + ". Check the connection's rights.");
          case 429 ->
              new Fault.Throttled(
                  what, RetryAfter.of(answer, clock.instant()).orElse(UNNAMED_WAIT));
          default -> byClass(call, answer, what);
        });
  }

  private static Fault byClass(Call call, Answer answer, String what) {
    int status = answer.status();
    if (status < 400) {
      return new Fault.Broken(what + ": a redirect, which is never followed. Check the address.");
    }
    if (status >= 500 || status == 408) {
      return call.isWrite()
          ? new Fault.Ambiguous(what + "; whether it was carried out is not known")
          : new Fault.Transient(what);
    }
    return new Fault.Refused(what + said(answer), "HTTP_" + status);
  }

  /// The beginning of the vendor's words, redacted; nothing of an HTML page.
  private static String said(Answer answer) {
    String text = answer.text().strip();
    if (text.isEmpty() || text.startsWith("<")) {
      return "";
    }
    String safe = Redactor.redact(text).replaceAll("\\s+", " ");
    return ": " + (safe.length() > SHOWN ? safe.substring(0, SHOWN) + "…" : safe);
  }
}
