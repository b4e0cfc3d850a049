namespace BedrockDefense.LogIntegrity;

/// <summary>What is wrong with one file of an archive, or was not checked.</summary>
/// <param name="Problem">The kind of the problem.</param>
/// <param name="File">The path of the file; the S3 key of a file that is missing.</param>
/// <param name="Reason">The reason. Like the file, it may hold any text that somebody wrote into the archive.</param>
public sealed record IntegrityFinding(IntegrityProblem Problem, string File, string Reason);
