package io.tieout.app.bench;

/// One client under load: tells one thing after the other, each when the one before was answered.
interface Teller extends AutoCloseable {
  /// Tells of the happening with this number and returns once it is answered for as stored.
  void tell(long number);

  @Override
  void close();
}
