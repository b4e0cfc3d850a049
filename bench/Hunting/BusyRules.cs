using System.Globalization;

namespace BedrockDefense.Bench.Hunting;

/// <summary>Makes rules on the most frequent event names that hardly ever match. They are the worst case for an index of rules.</summary>
internal static class BusyRules
{
    private static readonly SyntheticCall[] BusiestCalls = [.. EventMix.DailyCalls.OrderByDescending(call => call.Weight).Take(10)];

    private static readonly string[] Conditions =
    [
        "userIdentity.arn|contains: 'mallory{0}'",
        "userAgent|startswith: 'kali{0}'",
        "sourceIPAddress: '203.0.113.{0}'",
        "errorCode: 'Nobody{0}Denied'",
        "awsRegion: 'xx-south-{0}'",
        "userIdentity.accessKeyId|startswith: 'AKIAEVIL{0}'",
        "userIdentity.sessionContext.sessionIssuer.userName: 'evil-{0}-role'",
        "recipientAccountId: '99990000{0:D4}'",
        "requestParameters.bucketName|endswith: '-exfil{0}'",
        "userIdentity.type: 'Root{0}'",
    ];

    public static int Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        for (var number = 0; number < count; number++)
        {
            var call = BusiestCalls[number % BusiestCalls.Length];
            var condition = string.Format(
                CultureInfo.InvariantCulture,
                Conditions[number / BusiestCalls.Length % Conditions.Length],
                number
            );
            File.WriteAllText(
                Path.Combine(folder, $"busy-{number:D3}.yml"),
                $"""
                title: Busy {number}
                level: low
                logsource: {'{'}product: aws, service: cloudtrail{'}'}
                detection:
                  selection:
                    eventSource: {call.Source}.amazonaws.com
                    eventName: {call.Name}
                  rare:
                    {condition}
                  condition: selection and rare

                """
            );
        }

        return 0;
    }
}
