package io.tieout.engine.anchor;

import io.tieout.value.json.Digest;
import java.util.ArrayList;
import java.util.List;

/// One hash over many, from which each of them is reached by a few others: so it can be shown that
/// a link was among those of an anchor without handing out the rest. An odd one goes up unpaired.
public final class HashTree {
  private HashTree() {}

  /// A neighbour on the way up.
  ///
  /// @param left whether it stands left of us
  public record Step(boolean left, String hash) {}

  /// The hash over all, in their order; over none it is a hash as well.
  public static String root(List<String> hashes) {
    List<String> row = leaves(hashes);
    if (row.isEmpty()) {
      return Digest.of("none").hex();
    }
    while (row.size() > 1) {
      row = above(row);
    }
    return row.getFirst();
  }

  /// From the hash at the place up to the root.
  public static List<Step> path(List<String> hashes, int place) {
    List<Step> path = new ArrayList<>();
    List<String> row = leaves(hashes);
    int at = place;
    while (row.size() > 1) {
      int other = at % 2 == 0 ? at + 1 : at - 1;
      if (other < row.size()) {
        path.add(new Step(other < at, row.get(other)));
      }
      row = above(row);
      at /= 2;
    }
    return path;
  }

  /// Where the path leads from the hash: to the root, when it was among them.
  public static String climb(String hash, List<Step> path) {
    String at = leaf(hash);
    for (Step step : path) {
      at = step.left() ? pair(step.hash(), at) : pair(at, step.hash());
    }
    return at;
  }

  private static List<String> leaves(List<String> hashes) {
    return hashes.stream().map(HashTree::leaf).toList();
  }

  private static List<String> above(List<String> row) {
    List<String> above = new ArrayList<>();
    for (int i = 0; i < row.size(); i += 2) {
      above.add(i + 1 < row.size() ? pair(row.get(i), row.get(i + 1)) : row.get(i));
    }
    return above;
  }

  /// Told apart from a pair, so that no pair can be passed off as a link.
  private static String leaf(String hash) {
    return Digest.of("link " + hash).hex();
  }

  private static String pair(String left, String right) {
    return Digest.of("pair %s %s".formatted(left, right)).hex();
  }
}
