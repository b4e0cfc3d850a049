using System.Globalization;
using System.Text.Json.Nodes;
using BedrockDefense.Live.Clients;

namespace BedrockDefense.Live.Reading.Services;

/// <summary>
/// Runs a query in Amazon Athena. Athena bills the bytes that the query scans, up to the limit of the workgroup, and writes the answer to
/// the workgroup's bucket.
/// </summary>
/// <param name="place">Where the workgroup is.</param>
/// <param name="time">The clock.</param>
internal sealed class AthenaQueries(Place place, TimeProvider time)
{
    private const string Service = "athena";

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    // Athena itself ends a query after 30 minutes (Amazon Athena User Guide, "Service Quotas").
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Runs a query and waits for its end.</summary>
    /// <param name="workgroup">The workgroup.</param>
    /// <param name="sql">The query.</param>
    /// <param name="cancellation">Ends the waiting; the query itself goes on.</param>
    /// <returns>The rows without that of the names, and how many bytes were scanned.</returns>
    /// <exception cref="AwsException">A call was refused, or the query failed or did not end.</exception>
    public async Task<(IReadOnlyList<IReadOnlyList<string?>> Rows, long ScannedBytes)> RunAsync(
        string workgroup,
        string sql,
        CancellationToken cancellation
    )
    {
        var started = await place
            .JsonAsync(
                Service,
                "StartQueryExecution",
                new()
                {
                    // A repeated request must not start a second query.
                    ["ClientRequestToken"] = $"{Guid.NewGuid()}",
                    ["QueryString"] = sql,
                    ["WorkGroup"] = workgroup,
                }
            )
            .ConfigureAwait(false);
        var id = started.Need("QueryExecutionId");
        var scanned = await EndAsync(id, cancellation).ConfigureAwait(false);
        return (await RowsAsync(id).ConfigureAwait(false), scanned);
    }

    private async Task<long> EndAsync(string id, CancellationToken cancellation)
    {
        var end = time.GetUtcNow() + Patience;
        for (var delay = FirstDelay; ; delay = 2 * delay < LongestDelay ? 2 * delay : LongestDelay)
        {
            var execution = (
                await place.JsonAsync(Service, "GetQueryExecution", new() { ["QueryExecutionId"] = id }).ConfigureAwait(false)
            )["QueryExecution"]!.AsObject();
            var status = execution["Status"]!.AsObject();
            var state = status.Need("State");
            if (state == "SUCCEEDED")
            {
                return execution["Statistics"]?["DataScannedInBytes"]?.GetValue<long>() ?? 0;
            }

            if (state is not ("QUEUED" or "RUNNING"))
            {
                throw Failed($"the query {id} ended as {state}: {status.Text("StateChangeReason") ?? "without a reason"}");
            }

            if (time.GetUtcNow() >= end)
            {
                throw Failed(string.Create(CultureInfo.InvariantCulture, $"the query {id} did not end in {Patience.TotalMinutes} minutes"));
            }

            await Task.Delay(delay, time, cancellation).ConfigureAwait(false);
        }
    }

    // The first row of the first page has the names of the columns.
    private async Task<IReadOnlyList<IReadOnlyList<string?>>> RowsAsync(string id)
    {
        List<IReadOnlyList<string?>> rows = [];
        var pages = new PageTokens("GetQueryResults", place.Account.Id, place.Region);
        var input = new JsonObject { ["QueryExecutionId"] = id };
        while (true)
        {
            var page = await place.JsonAsync(Service, "GetQueryResults", input).ConfigureAwait(false);
            rows.AddRange(
                page["ResultSet"]!["Rows"]!
                    .AsArray()
                    .Select(row => row!["Data"]!.AsArray().Select(cell => cell!.AsObject().Text("VarCharValue")))
                    .Select(IReadOnlyList<string?> (row) => [.. row])
            );
            if (page.Text("NextToken") is not { Length: > 0 } next)
            {
                return [.. rows.Skip(1)];
            }

            pages.Add(next);
            input["NextToken"] = next;
        }
    }

    private AwsException Failed(string reason) => new("StartQueryExecution", place.Account.Id, place.Region, reason);
}
