package io.tieout.fact.party;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The people we know. Somebody who is not in it has no role and may do nothing.
public record Directory(List<Member> members) {
  public static final Directory NOBODY = new Directory(List.of());

  public Directory {
    members = List.copyOf(members);
  }

  public Optional<Member> bySlackId(String slackUserId) {
    return members.stream().filter(m -> m.slackUserId().equals(slackUserId)).findFirst();
  }

  /// By Slack user id or by e-mail address, however it is capitalised.
  public Optional<Member> named(String idOrEmail) {
    return bySlackId(idOrEmail)
        .or(() -> {
          String wanted = idOrEmail.toLowerCase(Locale.ROOT);
          return members.stream()
              .filter(
                  m -> m.email().map(e -> e.toLowerCase(Locale.ROOT)).equals(Optional.of(wanted)))
              .findFirst();
        });
  }

  /// For people: the person's name, or their id when they are not known any more.
  public String nameOf(Actor actor) {
    return switch (actor) {
      case Actor.Person(String id) -> nameOf(id);
      case Actor.Assistant(String id) -> nameOf(id);
      case Actor.Workflow(String name) -> name;
    };
  }

  private String nameOf(String slackUserId) {
    return bySlackId(slackUserId).map(Member::name).orElse(slackUserId);
  }

  public List<Member> with(Role role) {
    return members.stream().filter(m -> m.has(role)).toList();
  }

  /// Who may decide as these people now: they themselves, and the delegates of those who are away.
  /// Delegation goes one step: a delegate's delegate may nothing.
  public List<Standing> standingFor(List<Member> owners, String as, Instant now) {
    return Stream.concat(
            owners.stream().map(owner -> Standing.own(owner, as)),
            owners.stream().flatMap(owner -> delegates(owner, as, now)))
        .toList();
  }

  private Stream<Standing> delegates(Member owner, String as, Instant now) {
    return owner.awayAt(now).stream()
        .flatMap(away ->
            bySlackId(away.to()).stream()
                .filter(delegate -> !delegate.equals(owner))
                .map(delegate -> new Standing(delegate, as, Optional.of(owner), away.limit())));
  }
}
