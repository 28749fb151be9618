package io.tieout.app.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The storm has teeth: without one of the guards it fails within a hundred seeds.
class MutationTest {
  private static final long SEEDS = 100;
  private static final ClassDesc UUID = ClassDesc.of("java.util.UUID");

  @Test
  void without_the_same_key_for_the_same_write(@TempDir Path folder) throws Exception {
    ClassTransform anotherKeyEachTime =
        Mutant.after(
            "key",
            code ->
                code.pop()
                    .invokestatic(UUID, "randomUUID", MethodTypeDesc.of(UUID))
                    .invokevirtual(UUID, "toString", MethodTypeDesc.of(ConstantDescs.CD_String)));
    assertThat(storm(Map.of("io.tieout.engine.effect.Turn", anotherKeyEachTime), folder))
        .isNotEmpty();
  }

  @Test
  void without_looking_before_sending_again(@TempDir Path folder) throws Exception {
    ClassDesc absent = ClassDesc.of("io.tieout.engine.effect.StepKind$Look$Absent");
    ClassTransform neverThere =
        Mutant.body(
            "find",
            code ->
                code.new_(absent)
                    .dup()
                    .invokespecial(absent, "<init>", ConstantDescs.MTD_void)
                    .areturn());
    assertThat(storm(Map.of("io.tieout.engine.effect.Turn", neverThere), folder)).isNotEmpty();
  }

  @Test
  void without_comparing_what_was_approved_with_what_is(@TempDir Path folder) throws Exception {
    ClassDesc unchanged = ClassDesc.of("io.tieout.fact.change.Freshness$Finding$Unchanged");
    ClassTransform alwaysFresh =
        Mutant.body(
            "freshness",
            code ->
                code.new_(unchanged)
                    .dup()
                    .invokespecial(unchanged, "<init>", ConstantDescs.MTD_void)
                    .areturn());
    assertThat(storm(Map.of("io.tieout.engine.effect.StepRun", alwaysFresh), folder)).isNotEmpty();
  }

  @Test
  void without_the_lease(@TempDir Path folder) throws Exception {
    ClassTransform alwaysFree = Mutant.texts("l.held_until <= :now", "true");
    assertThat(storm(Map.of("io.tieout.engine.effect.Leases", alwaysFree), folder)).isNotEmpty();
  }

  @SuppressWarnings("unchecked")
  private static List<String> storm(Map<String, ClassTransform> changes, Path folder)
      throws Exception {
    Object run =
        new Mutant(changes)
            .loadClass("io.tieout.app.storm.StormRun")
            .getDeclaredConstructor()
            .newInstance();
    List<String> found = ((BiFunction<Path, Long, List<String>>) run).apply(folder, SEEDS);
    System.out.println(found);
    return found;
  }
}
