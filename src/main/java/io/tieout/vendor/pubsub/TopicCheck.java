package io.tieout.vendor.pubsub;

import io.grpc.StatusRuntimeException;
import io.tieout.fact.check.Check;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.vendor.pubsub.PubSubFaults.Verdict;
import io.tieout.vendor.salesforce.SessionSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Whether the channel of change events is there and our user may subscribe to it; subscribes to
/// nothing. What only passes by itself is a warning: changed deals are polled meanwhile.
public final class TopicCheck {
  private static final String NAME = "change events";
  private static final String POLLED = ". Until then changed deals are noticed by polling alone";

  private TopicCheck() {}

  /// Looks; never throws for what it finds.
  public static Check of(PubSubSettings settings, SessionSource sessions) {
    try (ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
        Connection connection = new Connection(settings, callbacks)) {
      return connection.canSubscribe(sessions.current())
          ? Check.ok(NAME, settings.topic() + " can be subscribed to")
          : wrong(PubSubFaults.notAllowed(PubSubFaults.API + settings.topic()));
    } catch (StatusRuntimeException e) {
      return wrong(PubSubFaults.verdict(e, settings.topic()));
    } catch (FaultException e) {
      return Check.failed(NAME, e.fault().message());
    }
  }

  private static Check wrong(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Stop(Fault.Broken fault) -> Check.failed(NAME, fault.message() + POLLED);
      case Verdict.Again(Fault fault) -> Check.warning(NAME, fault.message() + POLLED);
      case Verdict.StartOver(Fault fault) -> Check.warning(NAME, fault.message() + POLLED);
      case Verdict.NewSession(Fault fault) ->
          Check.failed(
              NAME,
              fault.message()
                  + ". See that the integration user may use the API, and that change_host is of the organisation's region");
    };
  }
}
