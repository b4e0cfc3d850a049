using System.Globalization;
using DuckDB.NET.Data;

namespace BedrockDefense.Bench.Hunting;

/// <summary>
/// What DuckDB takes to find the events that the catalog's rules could match: a typed schema, so that it need not guess,
/// and the sources and names in the condition. It judges less than the hunt does.
/// </summary>
internal static class DuckDb
{
    private const string Sql = """
        SELECT record.eventID
        FROM (
          SELECT unnest("Records") AS record
          FROM read_json($files, format = 'unstructured', maximum_object_size = 134217728, compression = 'gzip',
            columns = {Records: 'STRUCT(eventSource VARCHAR, eventName VARCHAR, eventID VARCHAR, eventTime VARCHAR, awsRegion VARCHAR, recipientAccountId VARCHAR, errorCode VARCHAR, errorMessage VARCHAR, userIdentity STRUCT("type" VARCHAR, arn VARCHAR, sessionContext STRUCT(sessionIssuer STRUCT(arn VARCHAR), assumedRoot VARCHAR)), requestParameters JSON)[]'}))
        WHERE (record.eventSource = 'bedrock.amazonaws.com' AND record.eventName IN ('DeleteModelInvocationLoggingConfiguration', 'PutModelInvocationLoggingConfiguration', 'GetModelInvocationLoggingConfiguration'))
           OR (record.eventSource = 'cloudtrail.amazonaws.com' AND record.eventName IN ('StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'))
           OR (record.eventSource = 'kms.amazonaws.com' AND record.eventName IN ('ScheduleKeyDeletion', 'DisableKey', 'PutKeyPolicy', 'DeleteImportedKeyMaterial'))
           OR (record.eventSource = 'organizations.amazonaws.com' AND record.eventName IN ('DetachPolicy', 'UpdatePolicy', 'DeletePolicy', 'LeaveOrganization'))
           OR (record.eventSource = 'events.amazonaws.com' AND record.eventName IN ('DisableRule', 'DeleteRule', 'RemoveTargets')
               AND json_extract_string(record.requestParameters, '$.name') LIKE 'bedrock-defense%')
        """;

    public static int Run(string folder)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        var glob = Path.GetFullPath(folder) + "/**/*.json.gz";
        command.CommandText = Sql;
        command.Parameters.Add(new DuckDBParameter("files", glob));
        using var reader = command.ExecuteReader();
        var found = 0;
        while (reader.Read())
            found++;
        Console.WriteLine(found.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
