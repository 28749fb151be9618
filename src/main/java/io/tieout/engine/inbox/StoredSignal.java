package io.tieout.engine.inbox;

import java.time.Instant;

/// A signal as it lies in the inbox.
///
/// @param id its place in the order of arrival
/// @param attempt which try this is, from 1
public record StoredSignal(long id, Signal signal, Instant receivedAt, int attempt) {}
