package io.tieout.app.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tieout.app.config.AnchorsConfig;
import io.tieout.engine.anchor.AnchorKeys;
import io.tieout.engine.anchor.Anchoring;
import io.tieout.engine.anchor.Deliveries;
import io.tieout.engine.anchor.Destination;
import io.tieout.engine.anchor.Received;
import io.tieout.engine.anchor.SignedAnchor;
import io.tieout.engine.audit.AuditEntry;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.outbox.OutboxWorker;
import io.tieout.engine.vault.Vault;
import io.tieout.engine.vault.VaultKey;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.value.fault.Fault;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.git.GitHost;
import io.tieout.vendor.git.GitSettings;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.mail.MailSettings;
import io.tieout.vendor.timestamp.StandInAuthority;
import io.tieout.vendor.timestamp.Timestamp;
import io.tieout.vendor.timestamp.TimestampTrust;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One anchor on its way to all destinations, and what people are told when it does not arrive.
class AnchorWatchTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");

  private final SettableClock clock = new SettableClock();
  private final List<Notice> told = new ArrayList<>();
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  @TempDir private Path folder;
  private Database database;
  private Engine engine;
  private StandInAuthority authority;
  private TimestampTrust trust;
  private GitHost repository;
  private Anchoring anchoring;
  private AnchorWatch watch;

  @BeforeEach
  void open() throws GeneralSecurityException, IOException, GitAPIException {
    mail.start();
    authority = new StandInAuthority(clock);
    trust = TimestampTrust.ofPem(authority.rootPem(folder.resolve("root.pem")));
    repository = new GitHost(folder.resolve("audit.git"));
    database = TestDatabase.fresh();
    engine = Engine.on(database, clock, new IdSource(clock, new Random(1)));
    Vault vault =
        new Vault(
            database,
            VaultKey.fromEnvironment(
                    Map.of(VaultKey.VARIABLE, Base64.getEncoder().encodeToString(new byte[32])))
                .orElseThrow(),
            clock);
    anchoring =
        new Anchoring(
            new Anchoring.Deps(
                database,
                engine.chain(),
                new AnchorKeys(database, vault, clock, engine.ids()),
                clock,
                ZONE),
            AnchorPosts.of(
                config(),
                notice -> database.transact(sql -> engine.outbox().post(sql, notice)),
                new Timing(clock, new Random(1), _ -> {})));
    watch =
        new AnchorWatch(
            anchoring,
            new AnchorWatch.Desk(
                database,
                engine.findings(),
                engine.outbox(),
                () ->
                    new Directory(
                        List.of(new Member("U0ADA", "Ada", Optional.empty(), Set.of(Role.ADMIN)))),
                clock,
                ZONE));
    database.transact(sql ->
        engine
            .audit()
            .record(
                sql,
                new AuditEntry(
                    "deal/1", List.of(), "person:U1", "approval vote", Json.object().build())));
  }

  @AfterEach
  void close() {
    database.close();
    authority.close();
    repository.close();
    mail.stop();
  }

  @Test
  void each_destination_gets_what_can_be_verified_later()
      throws MessagingException, IOException, GitAPIException {
    watch.look();
    deliverNotices(false);
    SignedAnchor anchor = anchoring.newest().orElseThrow();

    assertThat(anchor.anchor().counts()).isEqualTo(Map.of("approval vote", 1L));
    Notice.Reply reply = (Notice.Reply) told.getFirst();
    assertThat(reply.channel()).isEqualTo("C0987654321");
    assertThat(anchors(reply.answer().toString())).containsExactly(anchor);
    MimeMultipart parts = (MimeMultipart) mail.getReceivedMessages()[0].getContent();
    assertThat(anchors((String) parts.getBodyPart(0).getContent())).containsExactly(anchor);
    assertThat(Received.read("mail", parts.getBodyPart(1).getInputStream().readAllBytes()))
        .containsExactly(anchor);
    List<Deliveries.Receipt> tokens =
        database.inTransaction(sql -> Deliveries.receipts(sql, Destination.TIMESTAMP));
    assertThat(Timestamp.read(tokens.getFirst().content(), trust).sealed())
        .isEqualTo(anchor.digest());
    RevCommit commit = repository.commits("anchors").getFirst();
    String file = anchor.anchor().installation() + "/2026-11-01.json";
    assertThat(Received.read("git", repository.file(commit, file))).containsExactly(anchor);
    assertThat(commit.getShortMessage()).isEqualTo("Audit chain of 2026-11-01: anchor 1");
    assertThat(anchoring.waiting()).isEmpty();
    assertThat(findings()).isEmpty();
  }

  @Test
  void administrators_are_told_once_of_a_destination_out_of_reach_for_a_day() {
    authority.become(StandInAuthority.Mood.REFUSES);
    watch.look();
    clock.advance(Duration.ofHours(23));
    watch.look();
    assertThat(findings()).isEmpty();

    clock.advance(Duration.ofHours(2));
    watch.look();
    clock.advance(Duration.ofHours(3));
    watch.look();
    deliverNotices(false);

    assertThat(findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.draft().title())
              .isEqualTo("Anchors of the audit chain do not reach time-stamp");
          assertThat(finding.draft().text())
              .startsWith("Anchor 1 waits since 2026-11-02. The last attempt ended so: ")
              .contains("the clock is not set", "the section `anchors`");
        });
    assertThat(
            told.stream().filter(n -> n instanceof Notice.Reply r && r.channel().equals("U0ADA")))
        .hasSize(1);

    authority.become(StandInAuthority.Mood.HONEST);
    clock.advance(Duration.ofHours(4));
    watch.look();
    assertThat(findings()).as("it arrives again").isEmpty();
  }

  @Test
  void a_branch_that_takes_no_commit_for_a_day_is_told_and_gets_every_day_later()
      throws IOException, GitAPIException {
    repository.become(GitHost.Mood.PROTECTED);
    for (int i = 0; i < 9; i++) {
      watch.look();
      clock.advance(Duration.ofHours(4));
    }
    assertThat(findings())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.draft().text())
                .contains("refused the commit: protected branch", "the section `anchors`")
                .doesNotContain(GitHost.TOKEN));

    repository.become(GitHost.Mood.OPEN);
    watch.look();
    assertThat(findings()).isEmpty();
    assertThat(repository.commits("anchors"))
        .extracting(RevCommit::getShortMessage)
        .containsExactly(
            "Audit chain of 2026-11-02: anchor 2", "Audit chain of 2026-11-01: anchor 1");
  }

  @Test
  void a_message_that_slack_does_not_take_is_told_as_well() {
    watch.look();
    deliverNotices(true);
    watch.look();

    assertThat(findings())
        .singleElement()
        .satisfies(finding ->
            assertThat(finding.draft().text())
                .startsWith("Slack did not take anchor 1: ")
                .contains("channel_not_found"));
  }

  private AnchorsConfig config() {
    return new AnchorsConfig(
        Optional.of("C0987654321"),
        Optional.of(
            new AnchorsConfig.MailTo(
                "auditor@example.org",
                new MailSettings(
                    "127.0.0.1",
                    mail.getSmtp().getPort(),
                    MailSettings.Security.NONE,
                    "tieout@example.com",
                    Optional.empty()))),
        Optional.of(new AnchorsConfig.Stamps(authority.uri(), trust)),
        Optional.of(
            new GitSettings(
                repository.overHttp(),
                "anchors",
                Optional.of(new GitSettings.Login("x-access-token", new Secret(GitHost.TOKEN))))));
  }

  /// As the outbox does it, until nothing waits.
  private void deliverNotices(boolean refused) {
    OutboxWorker worker =
        new OutboxWorker(
            database,
            notice -> {
              if (refused) {
                throw new Fault.Broken("channel_not_found").asException();
              }
              told.add(notice);
            },
            clock,
            OutboxWorker.Settings.of("test/outbox"));
    while (database.inTransaction(sql -> engine.outbox().waiting(sql)) > 0) {
      if (!worker.runOnce()) {
        clock.advance(Duration.ofMinutes(1));
      }
    }
  }

  private List<Finding> findings() {
    return database.inTransaction(sql -> engine.findings().open(sql));
  }

  private static List<SignedAnchor> anchors(String text) {
    return Received.read("text", text.getBytes(StandardCharsets.UTF_8));
  }
}
