package io.tieout.app.storm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tieout without one of its guards: its classes are loaded anew, some of them changed on the way.
/// There is no switch for this in Tieout itself.
final class Mutant extends ClassLoader {
  private static final String OURS = "io.tieout.";

  private final Map<String, ClassTransform> changes;

  /// @param changes by the names of classes
  Mutant(Map<String, ClassTransform> changes) {
    super(Mutant.class.getClassLoader());
    this.changes = Map.copyOf(changes);
  }

  /// The body of the methods by this name is another one.
  static ClassTransform body(String method, Consumer<CodeBuilder> code) {
    return (builder, element) -> {
      if (element instanceof MethodModel m
          && m.methodName().equalsString(method)
          && m.code().isPresent()) {
        builder.withMethodBody(m.methodName(), m.methodType(), m.flags().flagsMask(), code);
      } else {
        builder.with(element);
      }
    };
  }

  /// After each call of a method by this name there is something more to do.
  static ClassTransform after(String called, Consumer<CodeBuilder> code) {
    return ClassTransform.transformingMethodBodies((builder, element) -> {
      builder.with(element);
      if (element instanceof InvokeInstruction call && call.name().equalsString(called)) {
        code.accept(builder);
      }
    });
  }

  /// Texts in the code say something else.
  static ClassTransform texts(String said, String instead) {
    CodeTransform code =
        (CodeBuilder builder, CodeElement element) -> {
          if (element instanceof ConstantInstruction constant
              && constant.constantValue() instanceof String text
              && text.contains(said)) {
            builder.ldc(text.replace(said, instead));
          } else {
            builder.with(element);
          }
        };
    return ClassTransform.transformingMethodBodies(code);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = name.startsWith(OURS) ? own(name) : super.loadClass(name, false);
      }
      if (resolve) {
        resolveClass(loaded);
      }
      return loaded;
    }
  }

  private Class<?> own(String name) throws ClassNotFoundException {
    byte[] code = bytes(name);
    @Nullable ClassTransform change = changes.get(name);
    byte[] changed = change == null ? code : changed(name, code, change);
    return defineClass(name, changed, 0, changed.length);
  }

  private byte[] changed(String name, byte[] code, ClassTransform change) {
    ClassFile file =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                java.lang.classfile.ClassHierarchyResolver.ofResourceParsing(getParent())));
    ClassModel before = file.parse(code);
    byte[] after = file.transformClass(before, change);
    if (java.util.Arrays.equals(after, file.transformClass(before, ClassTransform.ACCEPT_ALL))) {
      throw new IllegalStateException("the change of " + name + " changes nothing");
    }
    return after;
  }

  private byte[] bytes(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
