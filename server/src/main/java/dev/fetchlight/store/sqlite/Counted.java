package dev.fetchlight.store.sqlite;

import dev.fetchlight.job.Status;
import dev.fetchlight.job.book.JobBook;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The jobs in one status, counted. */
record Counted(Status status, long jobs, double percent, int highest, int lowest) {

  static Counted read(ResultSet row) throws SQLException {
    return new Counted(
        Status.parse(row.getString("status")).orElseThrow(),
        row.getLong("jobs"),
        row.getDouble("percent"),
        row.getInt("highest"),
        row.getInt("lowest"));
  }

  /** All of them together. */
  static JobBook.Census census(List<Counted> all) {
    Map<Status, Long> counts = new EnumMap<>(Status.class);
    for (Status status : Status.values()) {
      counts.put(status, 0L);
    }
    double percent = 0;
    long jobs = 0;
    int highest = 0;
    int lowest = 0;
    for (Counted each : all) {
      counts.put(each.status, each.jobs);
      jobs += each.jobs;
      percent += each.percent;
      if (each.status == Status.QUEUED) {
        highest = each.highest;
        lowest = each.lowest;
      }
    }
    return new JobBook.Census(counts, jobs == 0 ? 0 : percent / jobs, highest, lowest);
  }
}
