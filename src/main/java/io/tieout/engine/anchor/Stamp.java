package io.tieout.engine.anchor;

import io.tieout.value.json.Digest;
import java.time.Instant;

/// What a time-stamp says, once its signature was found good.
///
/// @param from where it was found, for people
/// @param sealed digest of what it was given for
/// @param authority who gave it
public record Stamp(String from, Digest sealed, Instant at, String authority) {}
