package dev.fetchlight.engine.ytdlp.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Asks the kernel to signal a whole process group, which the JDK cannot: kill(2). */
enum Signal {
  /** Please end. */
  TERM(15),
  /** Be gone. */
  KILL(9);

  @SuppressWarnings("restricted") // the one call into the system's library
  private static final MethodHandle KILL_2 =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /** Signals every process of the group; does nothing where there is none. */
  void toGroup(long group) {
    if (group <= 1) {
      throw new IllegalArgumentException("group " + group + " is more than one job's");
    }
    try {
      int _ = (int) KILL_2.invokeExact(Math.toIntExact(-group), number);
    } catch (Throwable e) {
      throw new AssertionError("kill(2) takes two numbers", e);
    }
  }
}
