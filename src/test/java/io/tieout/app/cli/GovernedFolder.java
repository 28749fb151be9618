package io.tieout.app.cli;

import io.tieout.app.config.ShippedPolicy;
import io.tieout.engine.audit.Audit;
import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.TestDatabase;
import io.tieout.engine.governing.Governing;
import io.tieout.engine.governing.Kind;
import io.tieout.engine.proposal.ProposalState;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Ruling;
import io.tieout.value.id.IdSource;
import io.tieout.value.money.Amounts;
import io.tieout.work.governing.Governed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// A data folder in use whose database has people and the shipped policy in force.
final class GovernedFolder implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-03T09:15:00Z"));
  static final Directory PEOPLE =
      new Directory(
          List.of(
              member("U0CARO", "Caro Lindgren", Role.CONTROLLER),
              member("U0CODY", "Cody Nguyen", Role.CONTROLLER)
                  .withLimits(List.of(Amounts.exact("USD", "5000"))),
              member("U0FINN", "Finn Abara", Role.CFO),
              new Member("U0ARI", "Ari Feldman", Optional.empty(), Set.of(Role.AR_CLERK))));

  private final Path data;
  private final Proposals proposals = new Proposals(CLOCK);
  private final Database database;
  private final FolderInUse folder;

  private GovernedFolder(Path data) {
    DatabaseAddress address = TestDatabase.freshAddress();
    this.data = data;
    this.database = Database.open(address);
    this.folder = FolderInUse.of(data, address);
  }

  static GovernedFolder at(Path data) {
    GovernedFolder folder = new GovernedFolder(data);
    Governing governing =
        new Governing(new Audit(CLOCK, new IdSource(CLOCK, new SplittableRandom(1))), CLOCK);
    folder.database.transact(sql -> {
      governing.seed(sql, Kind.PEOPLE, Governed.text(PEOPLE));
      governing.seed(sql, Kind.POLICY, ShippedPolicy.read().text());
    });
    return folder;
  }

  private static Member member(String id, String name, Role role) {
    String email = name.toLowerCase(java.util.Locale.ROOT).split(" ", 2)[0] + "@x.example";
    return new Member(id, name, Optional.of(email), Set.of(role));
  }

  void file(Proposal proposal, Ruling ruling, ProposalState... ways) {
    database.transact(sql -> {
      proposals.file(sql, proposal, ruling);
      for (ProposalState to : ways) {
        proposals.move(sql, proposal.id(), to, "by hand", "a test");
      }
    });
  }

  /// All proposals there are.
  List<Proposal> proposals() {
    return database.inTransaction(
        sql -> proposals.newest(sql, 50).stream().map(filed -> filed.proposal()).toList());
  }

  Path draft(String text) {
    try {
      return Files.writeString(data.resolve("draft.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Ran ran(String... line) {
    return folder.ran(line);
  }

  @Override
  public void close() {
    folder.close();
    database.close();
  }
}
