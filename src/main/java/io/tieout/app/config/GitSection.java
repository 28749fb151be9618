package io.tieout.app.config;

import io.tieout.value.secret.Secret;
import io.tieout.vendor.git.GitSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/// The git repository that anchors are committed to.
final class GitSection {
  private static final String BRANCH = "anchors";

  /// GitHub and GitLab take any name beside a token; Bitbucket wants `x-token-auth`.
  private static final String USER = "x-access-token";

  private final Fields fields;

  GitSection(Fields fields) {
    this.fields = fields;
  }

  Optional<GitSettings> read() {
    Optional<URI> url = fields.optText("git_url").flatMap(this::url);
    String branch = fields.textOr("git_branch", BRANCH);
    if (!branch.matches("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")) {
      fields.problem("git_branch", "'%s' is no name of a branch".formatted(branch));
    }
    String user = fields.textOr("git_user", USER);
    Optional<Secret> token = fields.optSecret("git_token", "TIEOUT_GIT_TOKEN").map(Secret::new);
    if (!fields.present("git_url")) {
      List.of("git_branch", "git_user", "git_token").stream()
          .filter(fields::present)
          .findFirst()
          .ifPresent(name ->
              fields.problem("git_url", "is missing; %s does nothing without it".formatted(name)));
    }
    return url.map(u -> new GitSettings(u, branch, token.map(t -> new GitSettings.Login(user, t))));
  }

  private Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      if (url.getRawUserInfo() != null) {
        fields.problem("git_url", "holds a log-in; write it into git_user and git_token");
        return Optional.empty();
      }
      if (acceptable(url)) {
        return Optional.of(url);
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    fields.problem(
        "git_url",
        "'%s' cannot be used; write https://HOST/REPOSITORY.git, or file:///FOLDER for a bare repository on a disk that others keep"
            .formatted(text));
    return Optional.empty();
  }

  /// A token does not go over an open line; this machine is none.
  private static boolean acceptable(URI url) {
    String scheme = Optional.ofNullable(url.getScheme()).orElse("");
    return switch (scheme) {
      case "https" -> url.getHost() != null;
      case "http" -> "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost());
      case "file" -> url.getHost() == null && Optional.ofNullable(url.getPath()).isPresent();
      default -> false;
    };
  }
}
