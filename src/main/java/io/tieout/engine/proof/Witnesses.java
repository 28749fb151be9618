package io.tieout.engine.proof;

import io.tieout.engine.anchor.AnchorCheck;
import java.util.List;
import java.util.Set;

/// What whoever checks a proof has from elsewhere.
///
/// @param anchors as they were received
/// @param keys public keys of the installation, X.509 in base64
public record Witnesses(List<AnchorCheck.Held> anchors, Set<String> keys) {
  public static final Witnesses NONE = new Witnesses(List.of(), Set.of());

  public Witnesses {
    anchors = List.copyOf(anchors);
    keys = Set.copyOf(keys);
  }
}
