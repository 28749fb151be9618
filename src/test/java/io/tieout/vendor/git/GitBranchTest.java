package io.tieout.vendor.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commits as a repository elsewhere receives them, on disk and over HTTP.
class GitBranchTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-03T09:15:00Z"));

  @TempDir private Path folder;
  private GitHost host;

  @BeforeEach
  void start() throws GitAPIException {
    host = new GitHost(folder.resolve("audit.git"));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void each_file_is_a_commit_of_its_own_and_the_first_makes_the_branch()
      throws IOException, GitAPIException {
    for (URI url : List.of(host.onDisk(), host.overHttp())) {
      GitBranch branch = branch(url, GitHost.TOKEN);
      String name = url.getScheme();
      branch.add(name + "/2026-11-01.json", bytes("{\"π\":1}"), "first of " + name);
      String second = branch.add(name + "/2026-11-02.json", bytes("{}\n"), "second of " + name);

      List<RevCommit> commits = host.commits("anchors");
      assertThat(commits.getFirst().getName()).isEqualTo(second);
      assertThat(commits.getFirst().getFullMessage()).isEqualTo("second of " + name);
      assertThat(commits.getFirst().getAuthorIdent().getWhenAsInstant()).isEqualTo(CLOCK.instant());
      assertThat(host.file(commits.getFirst(), name + "/2026-11-01.json"))
          .isEqualTo(bytes("{\"π\":1}"));
      assertThat(host.file(commits.getFirst(), name + "/2026-11-02.json")).isEqualTo(bytes("{}\n"));
    }
    assertThat(host.commits("anchors")).as("one history").hasSize(4);
  }

  @Test
  void the_same_file_again_changes_nothing_and_another_content_is_refused()
      throws IOException, GitAPIException {
    GitBranch branch = branch(host.onDisk(), GitHost.TOKEN);
    String commit = branch.add("day.json", bytes("{}"), "day");

    assertThat(branch.add("day.json", bytes("{}"), "again")).isEqualTo(commit);
    assertThatThrownBy(() -> branch.add("day.json", bytes("[]"), "other"))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Broken.class))
        .hasMessageContaining("the branch anchors of file:")
        .hasMessageContaining(
            "holds another day.json than the one to be sent; it is not rewritten");
    assertThat(host.commits("anchors")).hasSize(1);
  }

  @Test
  void what_takes_too_long_is_broken_off_and_tried_again_another_time()
      throws IOException, GitAPIException {
    branch(host.onDisk(), GitHost.TOKEN).add("a.json", bytes("a"), "a");
    for (URI url : List.of(host.onDisk(), host.overHttp())) {
      GitBranch hurried = new GitBranch(settings(url, GitHost.TOKEN), CLOCK, Duration.ZERO);
      assertThatThrownBy(() -> hurried.add("b.json", bytes("b"), "b"))
          .isInstanceOfSatisfying(
              FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Transient.class));
    }
    assertThat(host.commits("anchors")).hasSize(1);
  }

  @Test
  void what_others_push_meanwhile_stays() throws IOException, GitAPIException {
    branch(host.onDisk(), GitHost.TOKEN).add("a.json", bytes("a"), "a");
    host.meanwhile(
        () -> branch(host.onDisk(), GitHost.TOKEN).add("other.json", bytes("other"), "theirs"));

    branch(host.overHttp(), GitHost.TOKEN).add("b.json", bytes("b"), "ours");

    assertThat(host.commits("anchors"))
        .extracting(RevCommit::getFullMessage)
        .containsExactly("ours", "theirs", "a");
    assertThat(host.file(host.commits("anchors").getFirst(), "other.json"))
        .isEqualTo(bytes("other"));
  }

  @Test
  void a_push_that_is_refused_says_why() {
    host.become(GitHost.Mood.PROTECTED);
    assertThatThrownBy(() -> branch(host.overHttp(), GitHost.TOKEN).add("a.json", bytes("a"), "a"))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Refused.class))
        .hasMessageContaining("refused the commit: protected branch hook declined");
  }

  @Test
  void a_wrong_token_and_a_host_out_of_reach_are_told_without_the_token() {
    assertThatThrownBy(() -> branch(host.overHttp(), "wrong-token").add("a", bytes("a"), "a"))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("not authorized")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("wrong-token"));
    URI gone = host.overHttp();
    host.close();
    assertThatThrownBy(() -> branch(gone, GitHost.TOKEN).add("a", bytes("a"), "a"))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Transient.class))
        .hasMessageContaining("cannot be reached or written to")
        .satisfies(e -> assertThat(e.toString()).doesNotContain(GitHost.TOKEN));
  }

  private static GitBranch branch(URI url, String token) {
    return new GitBranch(settings(url, token), CLOCK);
  }

  private static GitSettings settings(URI url, String token) {
    return new GitSettings(
        url, "anchors", Optional.of(new GitSettings.Login("x-access-token", new Secret(token))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
