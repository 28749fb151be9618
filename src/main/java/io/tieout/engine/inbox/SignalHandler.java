package io.tieout.engine.inbox;

/// Works on signals of one source. Called outside a transaction and possibly more than once for the
/// same signal: it must be idempotent. A failure is an exception; what passes by itself is a
/// `FaultException` of `Transient` or `Throttled`.
@FunctionalInterface
public interface SignalHandler {
  void handle(StoredSignal signal);
}
