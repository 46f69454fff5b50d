package org.copydesk.ingest;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this JVM holds after a collection.
 *
 * @param heap live objects, in bytes
 * @param direct buffers outside the heap, in bytes
 * @param allocated by native code with malloc and not given back, in bytes; 0 where the C library
 *     does not tell
 * @param threads platform threads
 */
record MemoryUse(long heap, long direct, long allocated, int threads) {

  private static final Pattern ALLOCATED =
      Pattern.compile(
          "</heap>\\s*<total type=\"fast\" count=\"\\d+\" size=\"(\\d+)\"/>"
              + "\\s*<total type=\"rest\" count=\"\\d+\" size=\"(\\d+)\"/>"
              + "\\s*<total type=\"mmap\" count=\"\\d+\" size=\"(\\d+)\"/>"
              + "\\s*<system type=\"current\" size=\"(\\d+)\"/>");

  /** Collects, and measures what is left. */
  static MemoryUse now() {
    // What only cleaners give back needs a second collection.
    for (int i = 0; i < 2; i++) {
      System.gc();
    }
    return new MemoryUse(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum(),
        allocatedNatively(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  /** The sums over all arenas at the end of malloc_info(3). */
  private static long allocatedNatively() {
    Matcher sums = ALLOCATED.matcher(mallocInfo());
    return sums.find()
        ? Long.parseLong(sums.group(4))
            - Long.parseLong(sums.group(1))
            - Long.parseLong(sums.group(2))
            + Long.parseLong(sums.group(3))
        : 0;
  }

  private static String mallocInfo() {
    try {
      ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
      Object info =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(commands, "systemNativeHeapInfo", null, null);
      return String.valueOf(info);
    } catch (JMException e) {
      return ""; // not a system with glibc
    }
  }
}
