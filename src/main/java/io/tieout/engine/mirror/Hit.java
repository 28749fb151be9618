package io.tieout.engine.mirror;

import java.math.BigDecimal;

/// A record that was found.
///
/// @param score 1 for the exact name or number, less for the start of a name, of a word, a part, or
///   a similar name
public record Hit(MirrorRecord record, BigDecimal score) {}
