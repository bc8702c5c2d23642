package io.eventcart.app.eventmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.eventcart.app.eventmodel.Face.Answer;
import io.eventcart.eventmodels.Step;

/** Whether an answer is the error that a specification says. */
final class Errors {
    private Errors() {}

    static void expect(Step error, Answer answer) {
        assertThat(answer.problem()).as("the problem that is told: " + answer.body())
                .isEqualTo(error.problem().orElseThrow());
        error.examples()
                .forEach(facts -> facts.properties().forEach(fact -> assertThat(answer.body().path(fact.getKey()))
                        .as(fact.getKey() + " in " + answer.body()).hasToString(fact.getValue().toString())));
    }
}
