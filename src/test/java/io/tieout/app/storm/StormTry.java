package io.tieout.app.storm;

import java.nio.file.*;
import java.time.*;

public class StormTry {
  public static void main(String[] a) throws Exception {
    ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger("ROOT"))
        .setLevel(ch.qos.logback.classic.Level.OFF);
    long first = Long.parseLong(a[0]), n = Long.parseLong(a[1]);
    boolean trace = a.length > 2;
    Thread main = Thread.currentThread();
    java.util.Map<String,Integer> hits = new java.util.TreeMap<>(); java.util.Map<String,Integer> tops = new java.util.TreeMap<>();
    if (System.getenv("SAMPLE") != null) { Thread s = new Thread(() -> { while (true) { try { Thread.sleep(5); } catch (InterruptedException e) { return; }
      StackTraceElement[] st = main.getStackTrace(); String ours = ""; String engine = "";
      for (StackTraceElement e : st) { if (engine.isEmpty() && e.getClassName().startsWith("io.tieout") && !e.getClassName().startsWith("io.tieout.app.storm")) engine = e.getClassName()+"."+e.getMethodName(); if (e.getClassName().startsWith("io.tieout.app.storm") && ours.isEmpty()) ours = e.getClassName().substring(20)+"."+e.getMethodName()+":"+e.getLineNumber(); }
      synchronized (hits) { hits.merge(ours, 1, Integer::sum); tops.merge(engine, 1, Integer::sum); } } }); s.setDaemon(true); s.start(); }
    long t0 = System.nanoTime();
    long[] t = {t0};
    try (Storm s = Storm.over(Files.createTempDirectory("storm"))) {
      System.out.println("server " + (System.nanoTime() - t0) / 1_000_000);
      t[0] = System.nanoTime();
      int[] bad = {0};
      s.play(
          new Storm.Plan(first, n, Duration.ofHours(1), InstantSource.system()),
          told -> {
            long now = System.nanoTime();
            if (n <= 60 || !told.wrong().isEmpty())
              System.out.println(
                  told.seed()
                      + " "
                      + told.systems()
                      + " "
                      + (now - t[0]) / 1_000_000
                      + " ms "
                      + told.trace().size()
                      + " lines hash "
                      + told.trace().hashCode()
                      + " "
                      + told.wrong());
            if (!told.wrong().isEmpty()) {
              bad[0]++;
              if (trace) told.trace().forEach(l -> System.out.println("    " + l));
            }
            t[0] = now;
            return true;
          });
      synchronized (hits) { for (var m : java.util.List.of(hits, tops)) { m.entrySet().stream().sorted((x,y)->y.getValue()-x.getValue()).limit(25).forEach(e -> System.out.println("  S "+e.getValue()+" "+e.getKey())); System.out.println(); } }
      System.out.println("bad " + bad[0] + " total ms " + (System.nanoTime() - t0) / 1_000_000);
    }
  }
}
