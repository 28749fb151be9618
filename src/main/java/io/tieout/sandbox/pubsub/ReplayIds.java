package io.tieout.sandbox.pubsub;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32;

/// Positions in the stream as opaque bytes: a number and a time under a mask, with a check sum, so
/// that a made-up or damaged one is known as such.
final class ReplayIds {
  private static final int LENGTH = Long.BYTES + Long.BYTES + Integer.BYTES;

  private final long mask;

  ReplayIds(long seed) {
    this.mask = (seed + 1) * 0x9E3779B97F4A7C15L;
  }

  record Place(long number, Instant at) {}

  ByteString of(Place place) {
    ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
    bytes.putLong(place.number() ^ mask).putLong(place.at().toEpochMilli() ^ Long.reverse(mask));
    bytes.putInt(sum(bytes.array()));
    return ByteString.copyFrom(bytes.array());
  }

  /// Empty when these bytes are not one of ours.
  Optional<Place> read(ByteString id) {
    if (id.size() != LENGTH) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(id.toByteArray());
    long number = bytes.getLong() ^ mask;
    Instant at = Instant.ofEpochMilli(bytes.getLong() ^ Long.reverse(mask));
    return bytes.getInt() == sum(bytes.array())
        ? Optional.of(new Place(number, at))
        : Optional.empty();
  }

  private int sum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, LENGTH - Integer.BYTES);
    return (int) (crc.getValue() ^ mask);
  }
}
