package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.engine.Outcome;
import dev.fetchlight.job.Job;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.State;
import dev.fetchlight.job.Status;
import dev.fetchlight.job.Tally;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.JobBook.Submission;
import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.VideoInfo;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.Spec;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A list and its downloads. */
class ListTest extends Workshop {

  private Job submitList(Set<Integer> wanted) {
    Spec spec =
        new Spec(
            Jobs.link("https://example.com/list"),
            Choices.of(Format.UP_TO_720P),
            true,
            new TreeSet<>(wanted));
    return ((Submission.Created) desk.submit(spec, null)).job();
  }

  private Job gathering(Job list) throws InterruptedException {
    return await(fact -> fact.id().equals(list.id()) && fact.state() instanceof State.Gathering);
  }

  @Test
  void everyEntryBecomesADownloadAndTheListFollowsThem() throws Exception {
    offer(3);
    work(1);
    Job list = submitList(Set.of());
    Job gathering = gathering(list);
    assertThat(gathering.list()).isEqualTo(new Tally(3, 0, 0, 0, false));
    assertThat(gathering.video()).extracting(VideoInfo::title).isEqualTo("The list");

    List<Job> children = desk.children(list.id(), Set.of()).toList();
    assertThat(children)
        .hasSize(3)
        .allSatisfy(child -> {
          assertThat(child.ticket().parent()).isEqualTo(list.id());
          assertThat(child.spec().choices().format()).isEqualTo(Format.UP_TO_720P);
        });
    ScriptedEngine.Session first = begun();
    assertThat(first.assignment.listed()).extracting(VideoInfo::title).isEqualTo("Item 1");
    first.fetched("one");
    await(fact -> fact.list() != null && fact.list().completed() == 1);
    begun().end(() -> new Outcome.Failed(GONE));
    begun().fetched("three");

    Job end = await(fact -> fact.state() instanceof State.Gathered);
    assertThat(end.list()).isEqualTo(new Tally(3, 2, 1, 0, false));
    assertThat(end.progress().percent()).isEqualTo(100);
    assertThat(stages(heardOf(list.id()))).isNotEmpty();
    assertThat(heardOf(list.id()).stream().map(job -> job.progress().percent())).isSorted();
  }

  @Test
  void onlyTheChosenEntriesAreTaken() throws Exception {
    offer(5);
    work(1);
    Job list = submitList(Set.of(2, 4));
    gathering(list);

    assertThat(desk.children(list.id(), Set.of()).toList())
        .extracting(child -> child.spec().link().value())
        .containsExactlyInAnyOrder("https://example.com/item/2", "https://example.com/item/4");
  }

  private Job alone(int item) {
    Spec spec =
        new Spec(Jobs.link("https://example.com/item/" + item), Choices.of(Format.UP_TO_720P));
    return ((Submission.Created) desk.submit(spec, null)).job();
  }

  private Job end(Job list) throws InterruptedException {
    return await(fact -> fact.id().equals(list.id()) && fact.status().terminal());
  }

  private static Failure failure(Job failed) {
    return Objects.requireNonNull(failed.state().failure());
  }

  @Test
  void aListWaitsForADownloadThatWasOnItsWayBefore() throws Exception {
    offer(1);
    work(2);
    Job before = alone(1);
    ScriptedEngine.Session running = begun();

    Job list = submitList(Set.of());
    Job gathering = gathering(list);
    assertThat(gathering.list()).isEqualTo(new Tally(1, 0, 0, 0, false));
    assertThat(gathering.notes().sentences())
        .containsExactly(
            "Entries that were downloads before, outside of this list: 1. They are counted here,"
                + " and stay where they are.");
    running.end(() -> new Outcome.Failed(GONE));
    Job end = end(list);
    assertThat(end.status()).isEqualTo(Status.FAILED);
    assertThat(end.list()).isEqualTo(new Tally(1, 0, 1, 0, false));
    assertThat(read(before).ticket().parent()).isNull();
  }

  @Test
  void aListCountsWhatIsInTheLibrary() throws Exception {
    offer(2);
    work(2);
    Job before = alone(1);
    begun().fetched("one");
    await(fact -> fact.id().equals(before.id()) && fact.status() == Status.COMPLETED);

    Job list = submitList(Set.of());
    begun().fetched("two");

    assertThat(end(list).list()).isEqualTo(new Tally(2, 2, 0, 0, false));
    desk.remove(before.id());
    assertThat(read(list).list()).isEqualTo(new Tally(1, 1, 0, 0, false));
    assertThat(read(list).state()).isInstanceOf(State.Gathered.class);
  }

  @Test
  void whatAListOnlyFollowsGoesOnWithoutIt() throws Exception {
    offer(2);
    work(2);
    Job before = alone(1);
    ScriptedEngine.Session running = begun();
    Job cancelled = submitList(Set.of());
    gathering(cancelled);
    desk.cancel(cancelled.id());
    assertThat(status(before)).isEqualTo(Status.PROCESSING);
    assertThat(desk.remove(cancelled.id())).hasSize(2).doesNotContain(before.id());

    running.fetched("one");

    await(fact -> fact.id().equals(before.id()) && fact.status() == Status.COMPLETED);
  }

  @Test
  void aListThatIsReadAgainHasItsOwnInPlaceOfWhatItFollowed() throws Exception {
    offer(1);
    work(2);
    alone(1);
    ScriptedEngine.Session running = begun();
    Job list = submitList(Set.of());
    gathering(list);
    running.end(() -> new Outcome.Failed(GONE));
    assertThat(end(list).status()).isEqualTo(Status.FAILED);

    desk.retry(list.id());
    begun().fetched("one");
    Job end = await(fact -> fact.id().equals(list.id()) && fact.state() instanceof State.Gathered);
    assertThat(end.list()).isEqualTo(new Tally(1, 1, 0, 0, false));
  }

  @Test
  void entriesThatTheListDoesNotHaveAreNamed() throws Exception {
    offer(3);
    work(1);
    Job failed = end(submitList(Set.of(7, 9)));
    assertThat(failure(failed).code()).isEqualTo(Failure.Code.NOT_FOUND);
    assertThat(failure(failed).sentence())
        .isEqualTo("The list has 3 entries, and none with the number: 7, 9.");

    assertThat(gathering(submitList(Set.of(2, 7))).notes().sentences())
        .containsExactly("The list has 3 entries, and none with the number: 7.");
  }

  @Test
  void entriesBehindTheLastThatIsAllowedAreNamed() throws Exception {
    offer(150);
    work(1);
    Job failed = end(submitList(Set.of(120)));
    assertThat(failure(failed).sentence())
        .isEqualTo(
            "Of a list the first 100 entries can be had here, which is what FETCHLIGHT_MAX_ITEMS"
                + " allows, and not: 120.");
  }

  @Test
  void aListOfNothingFails() throws Exception {
    offer(0);
    work(1);
    assertThat(end(submitList(Set.of())).state().failure()).isEqualTo(Failures.EMPTY_LIST);
  }

  @Test
  void aListLeavesNoFolder() throws Exception {
    offer(1);
    work(1);
    Job list = submitList(Set.of());
    begun().end(() -> new Outcome.Failed(GONE));
    assertThat(end(list).status()).isEqualTo(Status.FAILED);
    settled();
    assertThat(scratch().resolve(list.id().toString())).doesNotExist();
  }

  @Test
  void noMoreEntriesAreTakenThanAllowed() throws Exception {
    offer(150);
    work(1);
    Job list = submitList(Set.of());

    Job gathering = gathering(list);
    assertThat(gathering.list()).isEqualTo(new Tally(100, 0, 0, 0, false));
    assertThat(gathering.notes().sentences())
        .containsExactly(
            "The list has more than 100 entries; the first 100 were taken, which is what"
                + " FETCHLIGHT_MAX_ITEMS allows.");
  }

  @Test
  void aListAsLongAsAllowedIsWhole() throws Exception {
    offer(100);
    work(1);

    assertThat(gathering(submitList(Set.of())).notes().sentences()).isEmpty();
  }

  @Test
  void whatNobodyToldTheListOfBeforeAKillIsFoundAtTheStart() throws Exception {
    offer(2);
    work(1);
    Job list = gathering(submitList(Set.of()));
    settled();
    foreman = null; // as after a kill: what comes now is heard by nobody
    List<Job> children = desk.children(list.id(), Set.of()).toList();
    children.forEach(child -> desk.cancel(child.id()));
    assertThat(status(list)).isEqualTo(Status.PROCESSING);

    work(1);

    Job end = await(fact -> fact.id().equals(list.id()) && fact.status() != Status.PROCESSING);
    assertThat(end.list()).isEqualTo(new Tally(2, 0, 0, 2, false));
  }

  @Test
  void whatAnEarlierVersionLeftOfADeletedListIsFoundAtTheStart() throws Exception {
    offer(3);
    work(1);
    Job list = gathering(submitList(Set.of()));
    begun().fetched("one");
    Job kept = await(fact -> fact.status() == Status.COMPLETED);
    settled();
    foreman = null;
    String database = "jdbc:sqlite:" + data.resolve("fetchlight.db");
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("delete from job where id = '" + list.id() + "'"))
          .isEqualTo(1);
    }

    work(1);

    while (desk.all(Set.of()).findAny().isPresent()
        || Files.exists(data.resolve("media").resolve(fanOf(kept)).resolve(kept.id().toString()))) {
      Thread.onSpinWait();
    }
  }

  private static String fanOf(Job job) {
    return job.id().toString().substring(34);
  }

  @Test
  void whatIsReadOfADeletedListIsNotTakenIn() throws Exception {
    offer(40);
    work(1);
    Job list = submitList(Set.of());
    await(fact -> fact.list() != null && fact.list().total() > 0);
    desk.remove(list.id());
    settled();

    assertThat(desk.all(Set.of())).isEmpty();
  }

  @Test
  void cancellingAListCancelsWhatIsLeftOfIt() throws Exception {
    offer(3);
    work(1);
    Job list = submitList(Set.of());
    gathering(list);
    ScriptedEngine.Session running = begun();

    assertThat(desk.cancel(list.id())).isInstanceOf(Desk.Answer.Done.class);

    assertThat(running.wasInterrupted()).isTrue();
    assertThat(desk.children(list.id(), Set.of()).toList())
        .allSatisfy(child -> assertThat(child.status()).isEqualTo(Status.CANCELLED));
    assertThat(read(list).status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void aListThatCannotBeReadFails() throws Exception {
    work(1);
    Job list = submitList(Set.of());

    Job failed = await(fact -> fact.status() == Status.FAILED);
    assertThat(failed.id()).isEqualTo(list.id());
  }

  @Test
  void aListThatIsReadAgainAddsWhatIsMissingAndAsksForWhatFailed() throws Exception {
    offer(3);
    work(1);
    Job list = submitList(Set.of());
    gathering(list);
    begun().fetched("one");
    begun().end(() -> new Outcome.Failed(GONE));
    begun();
    desk.cancel(list.id());
    offer(4);

    desk.retry(list.id());

    Tally wanted = new Tally(4, 1, 0, 0, false);
    await(fact -> fact.id().equals(list.id()) && wanted.equals(fact.list()));
    assertThat(desk.children(list.id(), Set.of()))
        .extracting(child -> child.spec().link().value() + " " + child.attempt())
        .containsExactlyInAnyOrder(
            "https://example.com/item/1 1",
            "https://example.com/item/2 2",
            "https://example.com/item/3 2",
            "https://example.com/item/4 1");
  }

  @Test
  void aDeletedDownloadLeavesItsList() throws Exception {
    offer(3);
    work(1);
    Job list = submitList(Set.of());
    gathering(list);
    begun().fetched("one");
    begun().fetched("two");
    begun().end(() -> new Outcome.Failed(GONE));
    Job end = await(fact -> fact.state() instanceof State.Gathered);
    Job failed = desk.children(list.id(), Set.of(Status.FAILED)).findFirst().orElseThrow();

    desk.remove(failed.id());

    Job after = await(fact -> fact.id().equals(list.id()));
    assertThat(after.list()).isEqualTo(new Tally(2, 2, 0, 0, false));
    assertThat(after.state()).isEqualTo(end.state());
  }

  @Test
  void aRetriedDownloadBringsItsListBack() throws Exception {
    offer(2);
    work(1);
    Job list = submitList(Set.of());
    gathering(list);
    begun().fetched("one");
    begun().end(() -> new Outcome.Failed(GONE));
    await(fact -> fact.state() instanceof State.Gathered);

    assertThat(desk.retryFailed()).isEqualTo(1);
    begun().fetched("two");

    Job end =
        await(fact ->
            fact.state() instanceof State.Gathered
                && fact.list() != null
                && fact.list().completed() == 2);
    assertThat(end.list()).isEqualTo(new Tally(2, 2, 0, 0, false));
  }
}
