package io.tieout.vendor.http;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Time, chance and waiting, handed in so that a run can be repeated.
///
/// @param jitter spreads repetitions so that many callers do not come back at once
public record Timing(InstantSource clock, RandomGenerator jitter, Pause pause) {}
