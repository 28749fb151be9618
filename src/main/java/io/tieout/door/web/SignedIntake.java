package io.tieout.door.web;

import io.tieout.engine.inbox.Inbox;
import io.tieout.engine.inbox.Signal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A webhook's end point: verify, store, answer, in this order. Nothing that is not genuine reaches
/// the inbox, and nothing genuine is acknowledged before it is stored.
public final class SignedIntake implements WebHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SignedIntake.class);

  private final String name;
  private final Verifier verifier;
  private final Inbox inbox;

  public SignedIntake(String name, Verifier verifier, Inbox inbox) {
    this.name = name;
    this.verifier = verifier;
    this.inbox = inbox;
  }

  @Override
  public WebAnswer handle(WebCall call) {
    return switch (verifier.verify(call)) {
      case Verdict.Genuine(List<Signal> signals, WebAnswer acknowledgement) -> {
        inbox.accept(signals);
        yield acknowledgement;
      }
      case Verdict.Refused(int status, String why) -> {
        refused(status, why);
        yield WebAnswer.text(status, why);
      }
    };
  }

  /// Without a reason where senders try us: Xero sends wrongly signed ones on purpose before it
  /// turns a webhook on.
  private void refused(int status, String why) {
    if (why.isEmpty()) {
      LOG.info("{} webhook refused with {}: it is not signed as it should be", name, status);
    } else {
      LOG.warn("{} webhook refused with {}: {}", name, status, why);
    }
  }

  /// Tells genuine webhooks of one sender from others. Wired from the sender's connector.
  @FunctionalInterface
  public interface Verifier {
    Verdict verify(WebCall call);
  }

  /// What a verifier found.
  public sealed interface Verdict {
    /// The sender's own; `signals` may be empty when nothing in it concerns us.
    record Genuine(List<Signal> signals, WebAnswer acknowledgement) implements Verdict {
      public Genuine {
        signals = List.copyOf(signals);
      }
    }

    /// Not the sender's, or not usable. `why` holds nothing of the body.
    record Refused(int status, String why) implements Verdict {}
  }
}
