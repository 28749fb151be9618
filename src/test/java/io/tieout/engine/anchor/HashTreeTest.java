package io.tieout.engine.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.value.json.Digest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The ways up a tree of every small size, and of one that is large.
class HashTreeTest {
  @Test
  void each_hash_leads_to_the_root_and_no_other_does() {
    for (int size : IntStream.concat(IntStream.rangeClosed(1, 33), IntStream.of(1_000)).toArray()) {
      List<String> hashes = hashes(size);
      String root = HashTree.root(hashes);
      for (int at = 0; at < size; at += size > 100 ? 97 : 1) {
        List<HashTree.Step> path = HashTree.path(hashes, at);
        assertThat(HashTree.climb(hashes.get(at), path)).as("%d of %d", at, size).isEqualTo(root);
        assertThat(HashTree.climb(Digest.of("other").hex(), path)).isNotEqualTo(root);
        assertThat(path).hasSizeLessThanOrEqualTo(10);
      }
    }
  }

  @Test
  void the_root_tells_order_number_and_leaves_from_pairs() {
    List<String> two = hashes(2);
    assertThat(HashTree.root(two)).isNotEqualTo(HashTree.root(two.reversed()));
    assertThat(HashTree.root(hashes(3))).isNotEqualTo(HashTree.root(two));
    assertThat(HashTree.root(List.of(HashTree.root(two)))).isNotEqualTo(HashTree.root(two));
    assertThat(HashTree.root(List.of())).hasSize(64);
  }

  private static List<String> hashes(int size) {
    return IntStream.range(0, size).mapToObj(i -> Digest.of("entry " + i).hex()).toList();
  }
}
