package io.eventcart.platform.eventstore;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a damaged H2 file, which may open and fail only when its damaged part is read. */
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
