package io.tieout.engine.approval;

import io.tieout.fact.change.Change;
import io.tieout.fact.change.Proposal;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.fact.party.Standing;
import io.tieout.fact.policy.Approver;
import io.tieout.fact.policy.Ruling.Backup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Who may decide on a request now, and in which seat. Pure.
final class Eligible {
  private final Course course;
  private final Proposal proposal;
  private final Directory directory;
  private final Instant now;

  Eligible(Course course, Proposal proposal, Directory directory, Instant now) {
    this.course = course;
    this.proposal = proposal;
    this.directory = directory;
    this.now = now;
  }

  /// Somebody and the seat they would take.
  record Candidate(Standing standing, String slot) {}

  /// Everybody whose approval would count for the layer that is asked now, each once.
  List<Standing> approvers() {
    List<Standing> found = new ArrayList<>();
    for (Candidate candidate : candidates()) {
      boolean known =
          found.stream().anyMatch(s -> s.member().equals(candidate.standing().member()));
      if (!known && obstacle(candidate.standing()).isEmpty()) {
        found.add(candidate.standing());
      }
    }
    return List.copyOf(found);
  }

  /// Everybody of the layer, whether or not something else keeps them from approving: whose time
  /// counts, and who is reminded.
  List<Member> asked() {
    return candidates().stream().map(c -> c.standing().member()).distinct().toList();
  }

  /// The best seat of a person; empty when the layer asks neither them nor whom they stand in for.
  /// Of several the one is best that nothing keeps them from, and that the fewest others could
  /// take.
  Optional<Candidate> seat(String personId) {
    List<Candidate> all = candidates();
    return all.stream()
        .filter(c -> c.standing().member().slackUserId().equals(personId))
        .min(
            Comparator.<Candidate>comparingInt(c -> obstacle(c.standing()).isPresent() ? 1 : 0)
                .thenComparingLong(c -> others(all, c))
                .thenComparingInt(c -> c.standing().inPlaceOf().isPresent() ? 1 : 0));
  }

  private static long others(List<Candidate> all, Candidate candidate) {
    return all.stream()
        .filter(c -> c.slot().equals(candidate.slot()))
        .filter(c -> !c.standing().member().equals(candidate.standing().member()))
        .count();
  }

  /// Why this person may not approve although the layer asks them.
  Optional<String> obstacle(Standing standing) {
    return own(standing).or(() -> again(standing)).or(() -> limit(standing));
  }

  /// Requester, editor and approver are different people.
  private Optional<String> own(Standing standing) {
    if (course.ask().care().onePerson()) {
      return Optional.empty();
    }
    if (people(standing)
        .anyMatch(m -> proposal.edited().filter(e -> e.editedBy(m.slackUserId())).isPresent())) {
      return Optional.of("you edited this, or stand in for who did; somebody else must approve it");
    }
    if (people(standing).anyMatch(m -> proposal.requestedBy().isSamePersonAs(m.slackUserId()))) {
      return standing.inPlaceOf().isPresent()
          ? Optional.of("the person you stand in for asked for this; somebody else must approve it")
          : Optional.of("you asked for this yourself; somebody else must approve it");
    }
    return Optional.empty();
  }

  private Optional<String> again(Standing standing) {
    Optional<Stage> stage = course.now();
    boolean voted =
        course.votes().stream()
            .filter(v -> v.choice() == Vote.Choice.APPROVE)
            .filter(v ->
                !course.ask().care().onePerson()
                    || stage.filter(s -> s.key().equals(v.seat().layer())).isPresent())
            .anyMatch(v -> people(standing).anyMatch(m -> countedFor(v, m.slackUserId())));
    return voted
        ? Optional.of("you have decided on this already; the next vote must be somebody else's")
        : Optional.empty();
  }

  private static boolean countedFor(Vote vote, String personId) {
    return vote.personId().equals(personId)
        || vote.inPlaceOf().filter(owner -> owner.personId().equals(personId)).isPresent();
  }

  private Optional<String> limit(Standing standing) {
    return proposal.change() instanceof Change.Govern
            || standing.mayApprove(proposal.circumstances().amount())
        ? Optional.empty()
        : Optional.of(
            "the amount is above %s; somebody with a higher one must approve it"
                .formatted(
                    standing.inPlaceOf().isPresent()
                        ? "the limit you stand in with"
                        : "your limit"));
  }

  /// As what somebody says no: whoever is asked in any layer, now, before or later, may.
  Optional<Candidate> rejecting(String personId) {
    return seat(personId)
        .or(() ->
            course.stages().stream()
                .flatMap(stage -> stage.layer().approvers().stream())
                .flatMap(this::candidates)
                .filter(c -> c.standing().member().slackUserId().equals(personId))
                .findFirst());
  }

  private static Stream<Member> people(Standing standing) {
    return Stream.concat(Stream.of(standing.member()), standing.inPlaceOf().stream());
  }

  private List<Candidate> candidates() {
    return course.now().stream()
        .flatMap(stage -> stage.open().stream())
        .flatMap(this::candidates)
        .toList();
  }

  /// Backups count once time is over, and at once where nobody may approve of those who are asked:
  /// the only controller edited it, say, or the amount is above every controller's limit.
  private Stream<Candidate> candidates(Approver approver) {
    List<Standing> own = directory.standingFor(approver.among(directory), as(approver), now);
    Stream<Standing> backups =
        course.term().escalated() || own.stream().allMatch(s -> obstacle(s).isPresent())
            ? course.ask().backups().stream()
                .filter(backup -> backup.of().name().equals(approver.named()))
                .map(Backup::by)
                .flatMap(
                    role -> directory.standingFor(directory.with(role), role.name(), now).stream())
            : Stream.empty();
    return Stream.concat(own.stream(), backups).map(s -> new Candidate(s, approver.named()));
  }

  private static String as(Approver approver) {
    return switch (approver) {
      case Approver.Holder(Role role) -> role.name();
      case Approver.Person _ -> "named approver";
    };
  }
}
