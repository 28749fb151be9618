package io.tieout.app.storm;

import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// In a storm trouble is what is wanted: nobody reads of all of it in the log. The logging library
/// is known by its names alone, since nothing is compiled against it.
final class Quiet {
  private static final String[] LOUD = {
    Logger.ROOT_LOGGER_NAME,
    "com.slack.api",
    "org.eclipse.jetty",
    "com.zaxxer.hikari",
    "org.flywaydb",
    "io.zonky"
  };

  private Quiet() {}

  static void begin() {
    for (String name : LOUD) {
      set(name, "OFF");
    }
  }

  static void end() {
    for (String name : LOUD) {
      set(name, "WARN");
    }
  }

  private static void set(String logger, String level) {
    Logger its = LoggerFactory.getLogger(logger);
    try {
      Class<?> levels = Class.forName("ch.qos.logback.classic.Level");
      Method set = its.getClass().getMethod("setLevel", levels);
      set.invoke(its, levels.getMethod("toLevel", String.class).invoke(null, level));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the log cannot be quietened", e);
    }
  }
}
