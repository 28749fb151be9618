package io.tieout.fact.notice;

/// Delivers notices to people. Called by the outbox, which retries: delivering the same notice
/// twice must be harmless. Failures are exceptions.
public interface Notifier {
  void deliver(Notice notice);
}
