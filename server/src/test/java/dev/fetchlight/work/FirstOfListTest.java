package dev.fetchlight.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.Job;
import dev.fetchlight.job.Jobs;
import dev.fetchlight.job.State;
import dev.fetchlight.job.book.JobBook.Submission;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Format;
import dev.fetchlight.job.spec.ListLimit;
import dev.fetchlight.job.spec.Spec;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Of a list no more is queued than was asked for. */
class FirstOfListTest extends Workshop {
  @Test
  void takesTheFirstOfAList() throws Exception {
    offer(5);
    work(1);
    Spec spec =
        new Spec(
            Jobs.link("https://example.com/list"),
            Choices.of(Format.BEST),
            true,
            new TreeSet<>(),
            new ListLimit(2));

    Job list = ((Submission.Created) desk.submit(spec, null)).job();
    var _ = await(fact -> fact.id().equals(list.id()) && fact.state() instanceof State.Gathering);

    assertThat(desk.find(list.id()).orElseThrow().spec()).isEqualTo(spec);
    assertThat(desk.children(list.id(), Set.of()))
        .extracting(child -> child.spec().link().value())
        .containsExactlyInAnyOrder("https://example.com/item/1", "https://example.com/item/2");
  }
}
