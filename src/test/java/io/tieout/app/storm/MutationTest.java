package io.tieout.app.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The storm has teeth: without one of the guards it fails within a hundred seeds. What it finds is
/// what the guard is there for.
class MutationTest {
  private static final long SEEDS = 100;
  private static final String EFFECT = "io.tieout.engine.effect.";
  private static final ClassDesc UUID = ClassDesc.of("java.util.UUID");

  @BeforeAll
  static void quiet() {
    Quiet.begin();
  }

  @AfterAll
  static void loud() {
    Quiet.end();
  }

  @Test
  void each_write_under_one_key_however_often_it_is_sent(@TempDir Path folder) throws Exception {
    ClassTransform anotherKeyEachTime =
        Mutant.after(
            "key",
            code ->
                code.pop()
                    .invokestatic(UUID, "randomUUID", MethodTypeDesc.of(UUID))
                    .invokevirtual(UUID, "toString", MethodTypeDesc.of(ConstantDescs.CD_String)));
    assertThat(storm(Map.of(EFFECT + "Turn", anotherKeyEachTime), folder))
        .anyMatch(wrong -> wrong.contains("nobody announced"));
  }

  @Test
  void look_before_sending_again(@TempDir Path folder) throws Exception {
    ClassTransform neverThere =
        Mutant.body("find", answers(ClassDesc.of(EFFECT + "StepKind$Look$Absent")));
    assertThat(storm(Map.of(EFFECT + "Turn", neverThere), folder))
        .anyMatch(wrong -> wrong.contains("was done"));
  }

  @Test
  void compare_what_was_approved_with_what_is(@TempDir Path folder) throws Exception {
    ClassTransform alwaysFresh =
        Mutant.body(
            "freshness",
            answers(ClassDesc.of("io.tieout.fact.change.Freshness$Finding$Unchanged")));
    assertThat(storm(Map.of(EFFECT + "StepRun", alwaysFresh), folder))
        .anyMatch(wrong -> wrong.contains("when the deal said"));
  }

  /// The table has a guard of its own, which has to go too.
  @Test
  void take_no_press_on_something_else_than_what_is_asked(@TempDir Path folder) throws Exception {
    String approval = "io.tieout.engine.approval.";
    ClassTransform anyDigest = Mutant.after("equals", code -> code.pop().iconst_1());
    ClassTransform asIfShown =
        Mutant.texts(
            ":choice, :digest,",
            ":choice, (select digest from approval_request r where r.id = :request"
                + " or r.id = :digest limit 1),");
    assertThat(
            storm(
                Map.of(approval + "ClickRules", anyDigest, approval + "Votes", asIfShown), folder))
        .anyMatch(wrong -> wrong.contains("nobody approved"));
  }

  /// Two that work on one effect are told apart by the table's own key in the end, but only after
  /// both have sent.
  @Test
  void one_process_at_a_time(@TempDir Path folder) throws Exception {
    ClassTransform alwaysFree =
        Mutant.texts("l.held_until <= :leasing", "(l.held_until <= :leasing or true)")
            .andThen(Mutant.body("fence", code -> code.return_()));
    ClassDesc duration = ClassDesc.of(Duration.class.getName());
    ClassTransform alwaysSure =
        Mutant.body(
            "left",
            code ->
                code.loadConstant(1L)
                    .invokestatic(
                        duration, "ofHours", MethodTypeDesc.of(duration, ConstantDescs.CD_long))
                    .areturn());
    assertThat(
            storm(
                Map.of(EFFECT + "Leases", alwaysFree, "io.tieout.engine.lease.Keeper", alwaysSure),
                folder))
        .anyMatch(wrong -> wrong.contains("was done") || wrong.contains("effect_event_key"));
  }

  private static Consumer<CodeBuilder> answers(ClassDesc type) {
    return code ->
        code.new_(type).dup().invokespecial(type, "<init>", ConstantDescs.MTD_void).areturn();
  }

  @SuppressWarnings("unchecked")
  private static List<String> storm(Map<String, ClassTransform> changes, Path folder)
      throws Exception {
    Object run =
        new Mutant(changes)
            .loadClass("io.tieout.app.storm.StormRun")
            .getDeclaredConstructor()
            .newInstance();
    return ((BiFunction<Path, Long, List<String>>) run).apply(folder, SEEDS);
  }
}
