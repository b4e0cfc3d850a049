using System.Globalization;
using BedrockDefense.Cli.Hunting;
using BedrockDefense.Hunting.Summarizing;

namespace BedrockDefense.Cli.Summarizing;

/// <summary>Writes a summary as comma-separated values. The accounts and Regions have a row each.</summary>
internal sealed class CsvArchiveLineWriter : AnswerWriter<ArchiveLine>
{
    public CsvArchiveLineWriter(TextWriter output)
        : base(output) =>
        CsvLine.Write(output, ["part", "value", "error_code", "principal", "account", "region", "calls", "refused", "first", "last"]);

    public override void Write(ArchiveLine one)
    {
        switch (one)
        {
            case OverviewLine all:
                Row(ArchiveLineWriter.Overview, "events", null, null, null, null, all.Events, all.Refused, all.First, all.Last);
                foreach (var count in all.Accounts)
                {
                    Row(ArchiveLineWriter.Overview, "account", null, null, count.Value, null, count.Calls, count.Refused, null, null);
                }

                foreach (var count in all.Regions)
                {
                    Row(ArchiveLineWriter.Overview, "region", null, null, null, count.Value, count.Calls, count.Refused, null, null);
                }

                break;
            case LoggingAccessLine access:
                Row(ArchiveLineWriter.Logging, access.Name, null, access.Principal, access.Account, access.Region, access.Calls);
                break;
            case RefusedLine refused:
                Row(ArchiveLineWriter.Refused, refused.Api, refused.ErrorCode, refused.Principal, null, null, refused.Calls);
                break;
            case AccessKeyLine key:
                Row(ArchiveLineWriter.AccessKey, key.AccessKey, null, key.Principal, key.Account, null, key.Calls);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(one));
        }
    }

    private void Row(string part, string? value, string? error, string? principal, string? account, string? region, CallSpan calls) =>
        Row(part, value, error, principal, account, region, calls.Calls, calls.Refused, calls.First, calls.Last);

    private void Row(
        string part,
        string? value,
        string? error,
        string? principal,
        string? account,
        string? region,
        long calls,
        long refused,
        DateTimeOffset? first,
        DateTimeOffset? last
    ) =>
        CsvLine.Write(
            Output,
            [
                part,
                value,
                error,
                principal,
                account,
                region,
                calls.ToString(CultureInfo.InvariantCulture),
                refused.ToString(CultureInfo.InvariantCulture),
                first is { } start ? CallTime.Of(start) : null,
                last is { } end ? CallTime.Of(end) : null,
            ]
        );
}
