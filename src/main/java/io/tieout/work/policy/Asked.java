package io.tieout.work.policy;

import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Standing;
import io.tieout.fact.policy.Approver;
import io.tieout.fact.policy.Layer;
import io.tieout.value.money.Amounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.joda.money.Money;

/// Who would be asked, among the people there are.
///
/// @param now decides who is away
record Asked(Directory people, Money amount, Instant now) {
  /// Those of a layer, with their delegates, whose limits allow the amount.
  List<Standing> able(Layer layer) {
    return standing(layer).stream().filter(standing -> standing.mayApprove(amount)).toList();
  }

  /// `Caro Lindgren (controller), Bo Lind (controller, for Ana Ruiz)`; what is wrong when they are
  /// too few.
  String spoken(Layer layer) {
    List<Standing> able = able(layer);
    List<Standing> all = standing(layer);
    String who = able.stream().map(Standing::spoken).distinct().collect(Collectors.joining(", "));
    String unable =
        all.stream()
            .filter(standing -> !able.contains(standing))
            .map(standing -> standing.member().name())
            .distinct()
            .collect(Collectors.joining(", "));
    List<String> words = new ArrayList<>();
    words.add(who.isEmpty() ? "nobody, so it would expire" : who);
    if (!unable.isEmpty()) {
      words.add("not %s: %s is above their limit".formatted(unable, Amounts.text(amount)));
    }
    long different = able.stream().map(s -> s.member().slackUserId()).distinct().count();
    if (!who.isEmpty() && different < layer.needed()) {
      words.add("too few: it takes %d".formatted(layer.needed()));
    }
    return String.join("; ", words);
  }

  /// Whose working time counts.
  Collection<Member> members(Layer layer) {
    return able(layer).stream()
        .map(Standing::member)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<Standing> standing(Layer layer) {
    return layer.approvers().stream().flatMap(each -> standing(each).stream()).toList();
  }

  private List<Standing> standing(Approver approver) {
    return people.standingFor(approver.among(people), approver.named(), now);
  }
}
