package dev.fetchlight.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** Statements that are kept: as good the next time as new ones. */
class SessionTest {
  private static final String INSERT = "insert into word (text, number) values (?, ?)";
  private static final String ALL = "select * from word order by rowid";

  @TempDir private Path folder;
  private Session session;
  private Session other;

  @BeforeEach
  void open() throws SQLException {
    session = connect();
    session.execute("create table word (text text unique, number integer)");
    other = connect();
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
    other.close();
  }

  @Test
  void aStatementIsPreparedOnce() throws SQLException {
    insert(session, "a");

    PreparedStatement first = session.take(INSERT);
    session.giveBack(INSERT, first);

    assertThat(session.take(INSERT)).isSameAs(first);
  }

  @Test
  void whatRunsInsideAnotherRunOfItselfHasAStatementOfItsOwn() throws SQLException {
    insert(session, "a");
    insert(session, "b");
    assertThat(texts(session)).as("now it is kept").hasSize(2);

    try (Query outer = new Query(session, ALL)) {
      assertThat(outer.list(_ -> texts(session)))
          .containsExactly(List.of("a", "b"), List.of("a", "b"));
    }

    assertThat(texts(session)).containsExactly("a", "b");
  }

  @Test
  void ofTwoThatReadTheSameOneIsKept() throws SQLException {
    PreparedStatement first = session.take(ALL);
    PreparedStatement second = session.take(ALL);

    session.giveBack(ALL, first);
    session.giveBack(ALL, second);

    assertThat(first.isClosed()).isTrue();
    assertThat(session.take(ALL)).isSameAs(second);
  }

  @Test
  void valuesOfLastTimeAreForgotten() throws SQLException {
    insert(session, "a");

    try (Query query = new Query(session, INSERT)) {
      query.add("b").update();
    }

    try (Query query = new Query(session, "select text from word where number is null")) {
      assertThat(query.first(row -> row.getString("text"))).hasValue("b");
    }
  }

  @Test
  void afterAFailureItIsPreparedAnew() throws SQLException {
    insert(session, "a");
    PreparedStatement before = session.take(INSERT);
    session.giveBack(INSERT, before);
    assertThatThrownBy(() -> insert(session, "a")).isInstanceOf(SQLException.class);

    insert(session, "b");

    assertThat(session.take(INSERT)).isNotSameAs(before);
    assertThat(texts(session)).containsExactly("a", "b");
  }

  @Test
  void afterRowsThatCouldNotBeReadItHoldsNothing() throws SQLException {
    insert(session, "a");
    insert(session, "b");

    assertThatThrownBy(
            () -> {
              try (Query query = new Query(session, ALL)) {
                query.list(row -> row.getString("no such column"));
              }
            })
        .isInstanceOf(SQLException.class);

    assertHoldsNothing();
    assertThat(texts(session)).containsExactly("a", "b");
  }

  @Test
  void itWorksAfterTheDatabaseWasBusy() throws SQLException {
    insert(session, "a");
    other.execute("begin immediate");
    assertThatThrownBy(() -> insert(session, "b")).hasMessageContaining("BUSY");
    other.execute("rollback");

    insert(session, "b");

    assertThat(texts(session)).containsExactly("a", "b");
  }

  @Test
  void itWorksAfterARollback() throws SQLException {
    session.execute("begin immediate");
    insert(session, "a");
    assertThat(texts(session)).containsExactly("a");
    session.execute("rollback");

    insert(session, "b");

    assertThat(texts(session)).containsExactly("b");
    assertThat(texts(other)).containsExactly("b");
  }

  @Test
  void betweenTwoRunsItHoldsNothing() throws SQLException {
    insert(session, "a");
    insert(session, "b");
    assertThat(texts(session)).containsExactly("a", "b");
    assertThat(texts(other)).containsExactly("a", "b");
    try (Query query = new Query(session, ALL)) {
      assertThat(query.first(row -> row.getString("text"))).hasValue("a");
    }

    assertHoldsNothing();
  }

  @Test
  void itFollowsTheTable() throws SQLException {
    insert(session, "a");
    assertThat(texts(session)).containsExactly("a");
    other.execute("alter table word add column extra text default 'more'");

    try (Query query = new Query(session, ALL)) {
      assertThat(query.first(row -> row.getString("extra"))).hasValue("more");
    }
  }

  @Test
  void itsStatementsAreClosedWithIt() throws SQLException {
    insert(session, "a");
    PreparedStatement statement = session.take(INSERT);
    session.giveBack(INSERT, statement);

    session.close();
    other.close();

    assertThatThrownBy(statement::executeUpdate).isInstanceOf(SQLException.class);
    // The last to leave takes the log along, unless a statement is still open.
    assertThat(folder.resolve("words.db-wal")).doesNotExist();
  }

  /** Nobody reads or writes: the whole log can be written back. */
  private void assertHoldsNothing() throws SQLException {
    try (Query query = new Query(other, "pragma wal_checkpoint(truncate)")) {
      assertThat(query.first(row -> row.getInt("busy"))).hasValue(0);
    }
  }

  private static void insert(Session session, String text) throws SQLException {
    try (Query query = new Query(session, INSERT)) {
      query.add(text).add(text.length()).update();
    }
  }

  private static List<String> texts(Session session) throws SQLException {
    try (Query query = new Query(session, ALL)) {
      return query.list(row -> row.getString("text"));
    }
  }

  private Session connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setBusyTimeout(0);
    return new Session(config.createConnection("jdbc:sqlite:" + folder.resolve("words.db")));
  }
}
