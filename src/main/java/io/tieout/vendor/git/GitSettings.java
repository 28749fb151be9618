package io.tieout.vendor.git;

import io.tieout.value.secret.Secret;
import java.net.URI;
import java.util.Optional;

/// A repository that takes our commits.
///
/// @param url `https`, or `file` for one on a disk that others keep; without a log-in in it
/// @param branch made with the first commit when it is not there
/// @param login where the server wants one
public record GitSettings(URI url, String branch, Optional<Login> login) {
  /// A token, and the name it goes with: some servers ask for a certain one.
  public record Login(String user, Secret token) {}
}
