package io.eventcart.platform.eventstore;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A damaged H2 file that can be opened fails wherever its damaged part is read first. */
final class DamagedDatabaseAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    private static final Set<Integer> DAMAGE = Set.of(90030, 50000);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        if (!DAMAGE.contains(cause.getErrorCode())) {
            return null;
        }
        var fault = H2File.damaged("The database in the data directory", cause);
        return new FailureAnalysis(fault.getMessage(), fault.remedy(), rootFailure);
    }
}
