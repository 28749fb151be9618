package io.tieout.vendor.http;

import io.tieout.value.fault.Fault;
import java.util.Optional;

/// Tells what an answer of one vendor means. Empty means that all is well.
@FunctionalInterface
public interface FaultReader {
  Optional<Fault> fault(Call call, Answer answer);
}
