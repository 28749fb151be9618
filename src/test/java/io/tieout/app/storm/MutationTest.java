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
