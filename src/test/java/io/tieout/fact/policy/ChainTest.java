package io.tieout.fact.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.party.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How the layers of several rules join.
class ChainTest {
  private static final Chain CHAIN = new Chain(List.of(Role.AR_CLERK, Role.CONTROLLER, Role.CFO));

  @Test
  void whom_somebody_senior_satisfies_is_not_asked_besides() {
    assertThat(joined(List.of(one(Role.CONTROLLER)), List.of(one(Role.CFO))))
        .containsExactly("cfo");
    assertThat(joined(List.of(one(Role.CFO)), List.of(one(Role.AR_CLERK)))).containsExactly("cfo");
  }

  @Test
  void two_of_a_kind_are_not_satisfied_by_one_of_a_higher() {
    assertThat(joined(List.of(of(2, Role.CONTROLLER)), List.of(one(Role.CFO))))
        .containsExactly("2 of controller", "cfo");
    assertThat(joined(List.of(one(Role.CONTROLLER)), List.of(of(2, Role.CONTROLLER))))
        .containsExactly("2 of controller");
  }

  @Test
  void a_chain_stays_whole_and_takes_in_what_others_ask() {
    List<Layer> chain = List.of(one(Role.AR_CLERK), one(Role.CFO));
    assertThat(joined(chain, List.of(one(Role.CONTROLLER)))).containsExactly("ar clerk", "cfo");
    assertThat(joined(chain, List.of(of(2, Role.AR_CLERK))))
        .containsExactly("2 of ar clerk", "cfo");
    assertThat(joined(List.of(one(Role.AR_CLERK), one(Role.CONTROLLER)), List.of(one(Role.CFO))))
        .containsExactly("ar clerk", "controller", "cfo");
  }

  @Test
  void each_of_several_satisfies_what_asks_for_one_of_them() {
    Layer both =
        new Layer.AllOf(
            List.of(new Approver.Holder(Role.CONTROLLER), new Approver.Holder(Role.CFO)));
    assertThat(joined(List.of(both), List.of(one(Role.CFO))))
        .containsExactly("each of controller and cfo");
    assertThat(joined(List.of(both), List.of(of(2, Role.CONTROLLER))))
        .containsExactly("each of controller and cfo");
  }

  @Test
  void a_person_and_nobody_are_covered_by_none() {
    Layer person = Layer.of(new Approver.Person("ana@acme.example"), 1);
    Layer nobody = new Layer.AnyOf(List.of(), 1);
    assertThat(joined(List.of(person), List.of(one(Role.CFO)))).contains("ana@acme.example", "cfo");
    assertThat(joined(List.of(nobody), List.of(one(Role.CFO)))).containsExactly("cfo", "nobody");
  }

  private static List<String> joined(List<Layer> one, List<Layer> other) {
    return CHAIN.joined(List.of(one, other)).stream().map(Layer::spoken).toList();
  }

  private static Layer one(Role role) {
    return of(1, role);
  }

  private static Layer of(int needed, Role role) {
    return Layer.of(new Approver.Holder(role), needed);
  }
}
